package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.metrics.Point;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorAppIT {

    private static final TemporaryDirectory directory = TemporaryDirectory.create("collector-app-test");
    private static final EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.path());
    private static final EmbeddedKafka kafka = EmbeddedKafka.start(directory.path());

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final String name = "orders";
    private final CollectorApp app = new CollectorApp(
            new CollectorConfig(
                    "test",
                    null,
                    new Intervals(ofMillis(500), ofMillis(200), ofMillis(500), ofMillis(500)),
                    List.of(new TargetConfig(
                            name,
                            "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres",
                            "postgres",
                            null,
                            null))),
            new KafkaConfig(kafka.bootstrapServers()),
            registry,
            new SimpleMeterRegistry());

    @AfterAll
    static void stopStack() {
        kafka.close();
        postgres.close();
        directory.close();
    }

    @AfterEach
    void stopCollector() {
        app.stop();
    }

    @Test
    void shouldSayThatADatabaseIsAwayAndGoOnWhenItIsBack() {
        // Given
        app.start();
        await().atMost(ofSeconds(30)).until(this::ready);
        try (Samples<MetricBatch> metrics = Samples.metrics(kafkaConfig(), registry);
                Samples<Target> targets = new Samples<>(kafkaConfig(), registry, Topics.TARGETS)) {
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(up(metrics)).contains(1.0).doesNotContain(0.0));

            // When
            postgres.stop();

            // Then
            await().atMost(ofSeconds(10)).untilAsserted(() -> {
                assertThat(up(metrics)).contains(0.0);
                assertThat(failures(metrics)).contains(1.0);
                assertThat(ready()).isFalse();
            });
            postgres.restart();
            await().atMost(ofSeconds(10)).until(this::ready);
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(targets.values().map(Target::getState))
                            .containsExactly(TargetState.ACTIVE, TargetState.UNREACHABLE, TargetState.ACTIVE));
        }
    }

    private Stream<Double> up(Samples<MetricBatch> metrics) {
        return metrics.values()
                .flatMap(batch -> Samples.points(batch, "neonwatch.up"))
                .map(Point::value);
    }

    private Stream<Double> failures(Samples<MetricBatch> metrics) {
        return metrics.values()
                .flatMap(batch -> Samples.points(batch, "neonwatch.connection.failures"))
                .filter(point -> Samples.has(point, Map.of("reason", "probe")))
                .map(Point::value);
    }

    private boolean ready() {
        return app.healthChecks().stream().map(HealthCheck::check).allMatch(health -> health.ready());
    }

    private static KafkaConfig kafkaConfig() {
        return new KafkaConfig(kafka.bootstrapServers());
    }
}
