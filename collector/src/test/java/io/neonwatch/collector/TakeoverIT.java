package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten targets and three collectors, of which one is a process of its own. */
class TakeoverIT {

    private static final Logger LOGGER = LoggerFactory.getLogger(TakeoverIT.class);
    private static final int TARGETS = 10;
    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("takeover-test");
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start(DIRECTORY.path());
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path());
    private static final KafkaConfig KAFKA_CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    private final GroupTargets targets = GroupTargets.onEveryPartition("takeover", TARGETS, POSTGRES.port());
    private final CollectorApp one = collector("one");
    private final CollectorApp two = collector("two");
    private Process three;

    @BeforeAll
    static void prepare() throws InterruptedException {
        GroupTargets.createDatabases(POSTGRES, TARGETS);
        try (TopicAdmin topics = new TopicAdmin(KAFKA_CONFIG)) {
            topics.ensure(List.of(Topics.TARGETS, Topics.METRICS));
        }
        // Right after that not every broker knows of them.
        await().atMost(ofSeconds(30)).ignoreExceptions().until(() -> {
            new TargetRecords(KAFKA_CONFIG, REGISTRY).close();
            Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, "").close();
            return true;
        });
    }

    @BeforeEach
    void startCollectors() throws IOException {
        one.start();
        two.start();
        three = CollectorProcess.start("three", targets, KAFKA.bootstrapServers());
    }

    @AfterEach
    void stopCollectors() {
        three.destroyForcibly().onExit().join();
        one.stop();
        two.stop();
    }

    @AfterAll
    static void stopStack() {
        KAFKA.close();
        POSTGRES.close();
        DIRECTORY.close();
    }

    @Test
    void shouldTakeOverFromACollectorThatIsKilled() {
        try (TargetHolders holders = holders()) {
            // Given
            holders.awaitSharing(3);
            List<String> ofThree = holders.of("three");

            // When
            Instant killed = Instant.now();
            three.destroyForcibly().onExit().join();

            // Then
            await().atMost(ofSeconds(40)).until(() -> holders.of("three").isEmpty());
            say("Taken over after a kill", killed, holders.lastChange());
            for (String target : ofThree)
                assertThat(asksDuringTheWatchOf("three", target, Instant.EPOCH, killed.plusSeconds(1)))
                        .containsOnly("three");
        }
    }

    @Test
    void shouldTakeOverFromACollectorThatStopsCleanly() {
        try (TargetHolders holders = holders()) {
            // Given
            holders.awaitSharing(3);

            // When
            Instant before = Instant.now();
            two.stop();

            // Then
            await().atMost(ofSeconds(40)).until(() -> holders.of("two").isEmpty());
            say("Taken over after a clean stop", before, holders.lastChange());
            assertThat(holders.collectorByTarget()).hasSize(TARGETS);
        }
    }

    @Test
    void shouldSayNothingOfWhatOthersHaveTakenWhenItWakesUp() throws IOException, InterruptedException {
        try (TargetHolders holders = holders()) {
            // Given
            holders.awaitSharing(3);
            List<String> ofThree = holders.of("three");
            Instant stopped = Instant.now();
            signal("STOP");
            await().atMost(ofSeconds(40)).until(() -> holders.of("three").isEmpty());
            Map<String, String> successors = holders.collectorByTarget();
            await().atMost(ofSeconds(40)).until(() -> Instant.now().isAfter(stopped.plusSeconds(20)));

            // When
            Instant woken = Instant.now();
            signal("CONT");

            // Then it may have its targets back, but only after their successors
            await().atMost(ofSeconds(60)).until(() -> !holders.of("three").isEmpty());
            for (String target : ofThree) {
                String successor = Objects.requireNonNull(successors.get(target));
                assertThat(asksDuringTheWatchOf(successor, target, stopped, woken.plusSeconds(5)))
                        .containsOnly(successor);
            }
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(three.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private CollectorApp collector(String name) {
        return CollectorProcess.collector(name, targets, KAFKA.bootstrapServers(), null, REGISTRY);
    }

    private TargetHolders holders() {
        return new TargetHolders(KAFKA_CONFIG, REGISTRY, targets);
    }

    /** Measured, not asserted: how long depends on what else the machine does. */
    private static void say(String what, Instant begin, Instant end) {
        LOGGER.atWarn()
                .addKeyValue("milliseconds", end.toEpochMilli() - begin.toEpochMilli())
                .log(what);
    }

    /**
     * The collectors that asked between the first and the last time that one did.
     *
     * @param from what was before that does not count
     * @param until somebody must have asked after that
     */
    private static List<String> asksDuringTheWatchOf(String collector, String target, Instant from, Instant until) {
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, target)) {
            await().atMost(ofSeconds(20))
                    .until(() -> metrics.values()
                            .anyMatch(batch -> batch.getCollectedAt().isAfter(until)));
            List<MetricBatch> batches = metrics.values()
                    .filter(batch -> batch.getCollectedAt().isAfter(from))
                    .toList();
            List<Instant> own = batches.stream()
                    .filter(batch -> batch.getCollector().equals(collector))
                    .map(MetricBatch::getCollectedAt)
                    .sorted()
                    .toList();
            return batches.stream()
                    .filter(batch -> !batch.getCollectedAt().isBefore(own.getFirst())
                            && !batch.getCollectedAt().isAfter(own.getLast()))
                    .map(MetricBatch::getCollector)
                    .toList();
        }
    }
}
