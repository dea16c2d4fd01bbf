package io.neonwatch.collector;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.publish.RecordPublisher;
import io.neonwatch.collector.sampling.ApplicationConfig;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetWatch;
import io.neonwatch.collector.sampling.application.ApplicationWatches;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The collector's wiring: a watch per target, all writing through one publisher. */
public final class CollectorApp implements Service {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);
    private static final List<Topic<? extends SpecificRecord>> OUTPUT =
            List.of(Topics.TARGETS, Topics.METRICS, Topics.QUERY_STATS, Topics.QUERY_TEXTS);

    private final CollectorConfig config;
    private final MeterRegistry meters;
    private final TopicAdmin topics;
    private final RecordPublisher publisher;
    private final List<TargetWatch> watches;
    private final ApplicationWatches applications;
    private final Dependency kafkaCluster;
    private final Dependency schemaRegistry;
    private volatile @Nullable Thread starter;

    public CollectorApp(CollectorConfig config, KafkaConfig kafka, SchemaRegistry registry, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.topics = new TopicAdmin(kafka);
        this.publisher = new RecordPublisher(kafka, registry, meters);
        this.watches = config.targets().stream().map(this::watch).toList();
        this.applications = new ApplicationWatches(
                applications(config), config.intervals().application(), InstantSource.system(), this::publish);
        this.kafkaCluster = new Dependency("kafka", LOOK_INTERVAL, this::reachKafka);
        this.schemaRegistry = new Dependency("schema-registry", LOOK_INTERVAL, () -> {
            OUTPUT.forEach(publisher::registerSchema);
            registry.ping();
        });
    }

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public void start() {
        kafkaCluster.start();
        schemaRegistry.start();
        starter = Thread.ofVirtual().name("collector-start").start(this::watchWhenOthersAreThere);
    }

    @Override
    public void stop() {
        Thread starting = starter;
        if (starting != null) starting.interrupt();
        kafkaCluster.stop();
        schemaRegistry.stop();
        watches.forEach(TargetWatch::stop);
        applications.stop();
        publisher.close();
        topics.close();
    }

    @Override
    public List<HealthCheck> healthChecks() {
        List<HealthCheck> checks = new ArrayList<>(List.of(kafkaCluster, schemaRegistry));
        watches.forEach(watch -> checks.add(watch.healthCheck()));
        return checks;
    }

    private void reachKafka() throws InterruptedException {
        topics.check();
        if (publisher.isOpen()) return;
        topics.ensure(List.copyOf(OUTPUT));
        publisher.open();
    }

    private void watchWhenOthersAreThere() {
        try {
            kafkaCluster.awaitFirstAnswer();
            schemaRegistry.awaitFirstAnswer();
            watches.forEach(TargetWatch::start);
            applications.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<Origin, ApplicationConfig> applications(CollectorConfig config) {
        Map<Origin, ApplicationConfig> applications = new LinkedHashMap<>();
        for (TargetConfig target : config.targets())
            if (target.application() != null)
                applications.put(new Origin(target.id(), config.name()), target.application());
        return applications;
    }

    private TargetWatch watch(TargetConfig target) {
        Origin origin = new Origin(target.id(), config.name());
        return new TargetWatch(
                target, origin, Probes.of(target, config), InstantSource.system(), meters, this::publish);
    }

    private <V extends SpecificRecord> void publish(Observation<V> observation) {
        publisher.publish(observation.topic(), observation.key(), observation.value(), observation.at());
    }
}
