package io.neonwatch.collector;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.assignment.Assignment;
import io.neonwatch.collector.assignment.GroupAssignment;
import io.neonwatch.collector.fleet.Fleet;
import io.neonwatch.collector.fleet.FleetHealth;
import io.neonwatch.collector.fleet.Member;
import io.neonwatch.collector.fleet.ServerTurns;
import io.neonwatch.collector.fleet.discovery.Inventory;
import io.neonwatch.collector.fleet.discovery.NeonProjects;
import io.neonwatch.collector.heartbeat.Heartbeat;
import io.neonwatch.collector.publish.RecordPublisher;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.application.Applications;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.neon.RetryPolicy;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.Service;
import io.neonwatch.runtime.dependency.Dependency;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collector's wiring: a watch for each of its targets, all writing through one publisher. */
public final class CollectorApp implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(CollectorApp.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

    /** What is asked of Neon is asked again soon anyway, and a target waits for it. */
    private static final RetryPolicy SOON_GIVEN_UP =
            new RetryPolicy(2, Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static final Duration NEON_TIMEOUT = Duration.ofSeconds(10);
    static final List<Topic<? extends SpecificRecord>> OUTPUT =
            List.of(Topics.TARGETS, Topics.METRICS, Topics.QUERY_STATS, Topics.QUERY_TEXTS);

    private final CollectorConfig config;
    private final MeterRegistry meters;
    private final TopicAdmin topics;
    private final RecordPublisher publisher;
    private final @Nullable NeonClient neon;
    private final @Nullable NeonComputes computes;
    private final Inventory inventory;
    private final TargetReload reload;
    private final Assignment assignment;
    private final Fleet fleet;
    private final Heartbeat heartbeat;
    private final Applications applications;
    private final Dependency kafkaCluster;
    private final Dependency schemaRegistry;
    private volatile @Nullable Thread starter;

    /** With a configuration that does not change. */
    public CollectorApp(CollectorConfig config, KafkaConfig kafka, SchemaRegistry registry, MeterRegistry meters) {
        this(config, () -> config, kafka, registry, meters);
    }

    /**
     * @param reread reads the configuration again; fails with a {@link io.neonwatch.runtime.config.ConfigException} when
     *     it is wrong
     */
    public CollectorApp(
            CollectorConfig config,
            Supplier<CollectorConfig> reread,
            KafkaConfig kafka,
            SchemaRegistry registry,
            MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
        this.topics = new TopicAdmin(kafka);
        this.publisher = new RecordPublisher(kafka, registry, config.spool(), meters);
        this.neon = config.neon() == null ? null : new NeonClient(config.neon(), SOON_GIVEN_UP, NEON_TIMEOUT);
        this.computes = neon == null ? null : new NeonComputes(neon);
        this.applications = new Applications(config.intervals().application(), InstantSource.system(), this::publish);
        ServerTurns turns = new ServerTurns(config.limits());
        this.inventory = new Inventory(config.limits(), turns, projects(), Inventory.LOOK_INTERVAL);
        inventory.use(config.targets(), config.projects());
        this.reload = new TargetReload(config, reread, inventory::use);
        this.assignment = config.group() == null
                ? Assignment.everything()
                : new GroupAssignment(kafka, config.group(), Topics.TARGETS, this::reconcile);
        Tenures tenures = new Tenures(assignment);
        Watches watches = new Watches(
                config,
                tenures,
                computes,
                turns,
                () -> inventory.targets().size(),
                applications,
                meters,
                this::publish);
        this.fleet = new Fleet(inventory::targets, tenures::standing, watches::of, this::forget);
        measureTargets();
        this.heartbeat =
                new Heartbeat(config.name(), fleet::healthChecks, InstantSource.system(), this::publishEverywhere);
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
        Advice.on(config).forEach(advice -> LOGGER.atWarn().log(advice));
        publisher.start();
        kafkaCluster.start();
        schemaRegistry.start();
        starter = Thread.ofVirtual().name("collector-start").start(this::watchWhenTheShareCanBeKnown);
    }

    @Override
    public void stop() {
        Thread starting = starter;
        if (starting != null) starting.interrupt();
        reload.stop();
        inventory.stop();
        heartbeat.stop();
        kafkaCluster.stop();
        schemaRegistry.stop();
        // The watches end before another collector can begin with what they watched.
        fleet.stop();
        assignment.close();
        applications.close();
        publisher.close();
        topics.close();
        if (neon != null) neon.close();
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(kafkaCluster, schemaRegistry, inventory, new FleetHealth(fleet::healthChecks));
    }

    private void reachKafka() throws InterruptedException {
        topics.check();
        if (publisher.isOpen()) return;
        topics.ensure(List.copyOf(OUTPUT));
        publisher.open();
    }

    /** At once, whatever is away; only who shares the targets must hear from the others first, and that is through Kafka. */
    private void watchWhenTheShareCanBeKnown() {
        try {
            if (config.group() != null) kafkaCluster.awaitFirstAnswer();
            inventory.start();
            assignment.start();
            fleet.start();
            heartbeat.start();
            reload.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measureTargets() {
        Gauge.builder(
                        "neonwatch.collector.targets",
                        fleet,
                        all -> all.healthChecks().size())
                .register(meters);
        Gauge.builder(
                        "neonwatch.collector.targets.unanswered",
                        fleet,
                        all -> all.healthChecks().stream()
                                .filter(target -> !target.check().ready())
                                .count())
                .register(meters);
    }

    private void reconcile() {
        fleet.reconcile();
    }

    private @Nullable NeonProjects projects() {
        return neon == null || computes == null ? null : new NeonProjects(neon, computes::awaitSpareCall);
    }

    /** A compacted topic forgets a key when it has a record without a value; its meters would stay for good. */
    private void forget(Member member) {
        List<Meter> own = meters.getMeters().stream()
                .filter(meter -> member.id().equals(meter.getId().getTag("target")))
                .toList();
        own.forEach(meters::remove);
        publisher.publishRemoval(Topics.TARGETS, member.id(), Instant.now());
    }

    private <V extends SpecificRecord> void publish(Observation<V> observation) {
        publisher.publish(observation.topic(), observation.key(), observation.value(), observation.at());
    }

    /** Only while Kafka is there: of a time when it was not, a heartbeat has nothing to say. */
    private void publishEverywhere(MetricBatch batch) {
        if (kafkaCluster.check().ready())
            publisher.publishToEveryPartition(Topics.METRICS, batch.getTarget(), batch, batch.getObservedAt());
    }
}
