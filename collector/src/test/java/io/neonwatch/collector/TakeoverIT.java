package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
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

    private final String group = groupWithTargetsOnEveryPartition();
    private final CollectorApp one = collector("one");
    private final CollectorApp two = collector("two");
    private Process three;

    @BeforeAll
    static void createTopics() throws InterruptedException {
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
        three = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CollectorProcess.class.getName(),
                        "three",
                        group,
                        Integer.toString(TARGETS),
                        KAFKA.bootstrapServers(),
                        Integer.toString(POSTGRES.port()))
                .inheritIO()
                .start();
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
    void shouldTakeOverFromACollectorThatIsKilled() throws IOException {
        try (TargetRecords records = new TargetRecords(KAFKA_CONFIG, REGISTRY)) {
            // Given
            await().atMost(ofSeconds(90))
                    .until(() ->
                            collectors(records).values().stream().distinct().count() == 3
                                    && collectors(records).size() == TARGETS);
            List<String> ofThree = targetsOf("three", records);

            // When
            Instant killed = Instant.now();
            three.destroyForcibly().onExit().join();

            // Then
            await().atMost(ofSeconds(40))
                    .until(() -> targetsOf("three", records).isEmpty());
            say("Taken over after a kill", killed, records);
            for (String target : ofThree)
                assertThat(asksDuringTheWatchOf("three", target)).containsOnly("three");
        }
    }

    @Test
    void shouldTakeOverFromACollectorThatStopsCleanly() throws IOException {
        try (TargetRecords records = new TargetRecords(KAFKA_CONFIG, REGISTRY)) {
            // Given
            await().atMost(ofSeconds(90))
                    .until(() ->
                            collectors(records).values().stream().distinct().count() == 3
                                    && collectors(records).size() == TARGETS);

            // When
            Instant before = Instant.now();
            two.stop();

            // Then
            await().atMost(ofSeconds(40)).until(() -> targetsOf("two", records).isEmpty());
            say("Taken over after a clean stop", before, records);
            assertThat(collectors(records)).hasSize(TARGETS);
        }
    }

    /** Whatever share a collector has, there is something to watch. */
    private static String groupWithTargetsOnEveryPartition() {
        int partitions = Topics.TARGETS.partitions();
        return Stream.generate(() -> "takeover-" + UUID.randomUUID().toString().substring(0, 8))
                .filter(group -> IntStream.range(0, TARGETS)
                                .mapToObj(number -> (group + "-" + number).getBytes(StandardCharsets.UTF_8))
                                .mapToInt(key -> Utils.toPositive(Utils.murmur2(key)) % partitions)
                                .distinct()
                                .count()
                        == partitions)
                .findFirst()
                .orElseThrow();
    }

    /** Each target once, and for a while, so that nothing is about to move. */
    private void awaitThreeSharing(TargetRecords records) {
        await().atMost(ofSeconds(120)).during(ofSeconds(3)).until(() -> {
            Map<String, String> collectors = collectors(records);
            return collectors.size() == TARGETS
                    && collectors.values().stream().distinct().count() == 3;
        });
    }

    private CollectorApp collector(String name) {
        return CollectorProcess.collector(name, group, TARGETS, KAFKA.bootstrapServers(), POSTGRES.port(), REGISTRY);
    }

    /** Measured, not asserted: how long depends on what else the machine does. */
    private void say(String what, Instant begin, TargetRecords records) {
        Instant last = newest(records).values().stream()
                .map(Target::getSince)
                .max(Instant::compareTo)
                .orElseThrow();
        LOGGER.atWarn()
                .addKeyValue("milliseconds", last.toEpochMilli() - begin.toEpochMilli())
                .log(what);
    }

    /** The collectors that asked between the first and the last time that one did. */
    private static List<String> asksDuringTheWatchOf(String collector, String target) {
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, target)) {
            await().atMost(ofSeconds(20)).until(() -> {
                List<MetricBatch> batches = metrics.values().toList();
                return !batches.isEmpty() && !batches.getLast().getCollector().equals(collector);
            });
            List<MetricBatch> batches = metrics.values().toList();
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

    private List<String> targetsOf(String collector, TargetRecords records) {
        return collectors(records).entrySet().stream()
                .filter(entry -> entry.getValue().equals(collector))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, String> collectors(TargetRecords records) {
        return newest(records).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getCollector()));
    }

    private Map<String, Target> newest(TargetRecords records) {
        Map<String, Target> found = new HashMap<>();
        records.newest().forEach((target, record) -> {
            if (target.startsWith(group)) record.ifPresent(present -> found.put(target, present));
        });
        return found;
    }
}
