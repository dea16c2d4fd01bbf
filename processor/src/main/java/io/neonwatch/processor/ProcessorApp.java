package io.neonwatch.processor;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.backoff.Backoff;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processor as a service: it starts processing once Kafka, the topics and the schema registry are there. */
public final class ProcessorApp implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProcessorApp.class);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(4);
    private static final Duration CLOSE_LIMIT_WITHOUT_BROKER = Duration.ofSeconds(1);
    private static final Backoff START_BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final TopicAdmin topics;
    private final Dependency kafka;
    private final Dependency schemaRegistry;
    private final StreamsRun run;
    private volatile @Nullable Thread starting;

    /**
     * @param rules see {@link io.neonwatch.processor.rules.RuleCatalogue}
     * @param registry stays the caller's to close
     */
    public ProcessorApp(
            ProcessorConfig config,
            RuleSet rules,
            KafkaConfig kafkaConfig,
            SchemaRegistry registry,
            MeterRegistry meters) {
        Map<String, Object> settings = StreamsSettings.of(config, kafkaConfig);
        Topology topology = ProcessorTopology.build(settings, rules, registry, meters);
        Properties properties = new Properties();
        properties.putAll(settings);
        topics = new TopicAdmin(kafkaConfig);
        kafka = new Dependency("kafka", PROBE_INTERVAL, topics::check);
        schemaRegistry = new Dependency("schema-registry", PROBE_INTERVAL, registry::ping);
        run = new StreamsRun(() -> new KafkaStreams(topology, properties), meters);
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public void start() {
        kafka.start();
        schemaRegistry.start();
        starting = Thread.ofVirtual().name("processor-start").start(this::startWhenPossible);
    }

    @Override
    public void stop() {
        Thread thread = starting;
        if (thread != null) thread.interrupt();
        // Without a broker there is nothing to wait for.
        run.stop(kafka.check().ready() ? CLOSE_LIMIT : CLOSE_LIMIT_WITHOUT_BROKER);
        schemaRegistry.stop();
        kafka.stop();
        topics.close();
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(kafka, schemaRegistry, run);
    }

    private void startWhenPossible() {
        try {
            kafka.awaitFirstAnswer();
            schemaRegistry.awaitFirstAnswer();
            for (int attempt = 1; !attempt(attempt == 1); attempt++)
                Thread.sleep(START_BACKOFF.equalJitter(attempt, ThreadLocalRandom.current()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(boolean first) throws InterruptedException {
        try {
            topics.ensure(Topics.ALL);
            run.start();
            return true;
        } catch (RuntimeException e) {
            if (first)
                LOGGER.atWarn()
                        .addKeyValue("reason", ThreadReplacement.reason(e))
                        .log("Processing cannot start yet; trying again until it can");
            return false;
        }
    }
}
