package io.neonwatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.cli.service.ConfigFile;
import io.neonwatch.cli.service.ConfigOption;
import io.neonwatch.cli.service.Wiring;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.runtime.ServiceRunner;
import io.neonwatch.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole pipeline on real parts, while parts of it go away in the middle of an incident. */
@Timeout(300)
final class OutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String RULE = "connection-pool-saturation";

    private Sandbox sandbox;
    private ServiceRunner services;
    private TopicWatch topics;
    private SinkWatch sinks;
    private Chronicle chronicle;

    @BeforeEach
    void startEverything() throws Exception {
        sandbox = Sandbox.start();
        Path config = DemoConfig.write(sandbox);
        ConfigFile.Whole loaded = ConfigOption.load(config, ConfigFile.Whole.class);
        services = new ServiceRunner(Wiring.everything(loaded, config));
        services.start();
        awaitReady();
        chronicle = new Chronicle(new Reporter() {
            @Override
            public void report(DemoEvent event) {}

            @Override
            public void narrate(String sentence) {}
        });
        topics = new TopicWatch(loaded.kafka(), new HttpSchemaRegistry(loaded.schemaRegistry()), chronicle);
        topics.start();
        sinks = new SinkWatch(sandbox, topics, chronicle);
        sinks.start();
    }

    @AfterEach
    void stopEverything() {
        if (sinks != null) sinks.close();
        if (topics != null) topics.close();
        if (services != null) services.close();
        if (sandbox != null) sandbox.close();
    }

    @Test
    void shouldDeliverEveryPageOnceThoughBrokerMailAndWebhookGoAwayInMidIncident() throws Exception {
        // Given a warning that neither sink can take
        sandbox.slack().stop();
        sandbox.smtp().stop();
        sandbox.workload().openIdleConnections(Script.MOST_OF_THE_POOL);
        assertThat(chronicle.await(LIMIT, "alert_firing " + RULE + " warning")).isTrue();

        // When the broker goes too, the incident gets worse, and one after the other comes back
        sandbox.kafka().stop();
        sandbox.workload().openIdleConnections(Script.NEARLY_ALL_OF_IT);
        sandbox.smtp().restart();
        sandbox.kafka().restart();
        assertThat(chronicle.await(LIMIT, "alert_firing " + RULE + " critical")).isTrue();
        sandbox.slack().restart();
        assertThat(chronicle.await(LIMIT, "delivered slack " + RULE + " critical"))
                .isTrue();
        sandbox.workload().closeIdleConnections();

        // Then each page and its resolve arrive, each once
        for (String channel : new String[] {"slack", "email"})
            for (String what : new String[] {"warning", "critical", "resolved"})
                assertThat(chronicle.await(LIMIT, "delivered " + channel + " " + RULE + " " + what))
                        .as("%s %s", channel, what)
                        .isTrue();
        awaitReady();
        assertThat(chronicle.events().stream()
                        .flatMap(event -> event.outcome().stream())
                        .filter(outcome -> outcome.startsWith("delivered") && outcome.contains(RULE))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .hasSize(6)
                .allSatisfy((outcome, times) -> assertThat(times).as(outcome).isOne());
    }

    private void awaitReady() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(services.healthChecks())
                        .allSatisfy(check -> assertThat(check.check().ready())
                                .as(check.name() + ": " + check.check().detail())
                                .isTrue()));
    }
}
