package io.neonwatch.collector.publish;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.collector.publish.spool.SpoolLimits;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.registry.RegistryException;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordPublisherIT {

    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("publisher-test");
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path());
    private static final KafkaConfig CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    @TempDir
    Path temporary;

    private final String keys = UUID.randomUUID() + "-";
    private final List<RecordPublisher> publishers = new ArrayList<>();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void createTopics() throws InterruptedException {
        try (TopicAdmin admin = new TopicAdmin(CONFIG)) {
            admin.ensure(List.of(Topics.TARGETS));
        }
    }

    @AfterEach
    void close() {
        publishers.forEach(RecordPublisher::close);
        KAFKA.restart();
    }

    @AfterAll
    static void stopKafka() {
        KAFKA.close();
        DIRECTORY.close();
    }

    @Test
    void shouldNotTouchTheDiskWhileKafkaTakesEverything() throws IOException {
        // Given
        SpoolLimits limits = new SpoolLimits(1_000_000, Duration.ofHours(1), 100_000);
        // However slow this machine is.
        Duration patience = Duration.ofMinutes(5);
        RecordPublisher publisher = opened(
                new RecordPublisher(CONFIG, REGISTRY, meters, new SpoolAccess.Settings(spool(), limits), patience),
                REGISTRY);

        // When
        publish(publisher, 0, 2_000);

        // Then
        await().atMost(ofSeconds(30)).until(() -> counted("published") == 2_000);
        publisher.close();
        assertThat(segments()).isEmpty();
        assertThat(counted("replayed")).isZero();
        assertPublishedOnce(2_000);
    }

    @Test
    void shouldSendEverythingOnceAndInOrderWhenKafkaIsBack() {
        // Given
        RecordPublisher publisher = publisher(REGISTRY, true);
        publish(publisher, 0, 100);
        await().atMost(ofSeconds(30)).until(() -> counted("published") == 100);

        // When
        KAFKA.stop();
        publish(publisher, 100, 1_000);
        await().atMost(ofSeconds(30)).until(() -> gauge("neonwatch.collector.spool.bytes") > 0);
        publish(publisher, 1_000, 3_000);
        await().atMost(ofSeconds(30)).until(() -> gauge("neonwatch.collector.spool.oldest.age") > 1);
        KAFKA.restart();
        publish(publisher, 3_000, 4_000);

        // Then
        await().atMost(ofSeconds(60)).until(() -> counted("published") == 4_000);
        assertThat(counted("replayed")).isPositive();
        assertThat(counted("dropped")).isZero();
        await().atMost(ofSeconds(30)).until(() -> gauge("neonwatch.collector.spool.bytes") == 0);
        assertPublishedOnce(4_000);
    }

    @Test
    void shouldGoOnAfterARestartWhileKafkaIsAway() {
        // Given
        RecordPublisher first = publisher(REGISTRY, true);
        KAFKA.stop();
        publish(first, 0, 2_500);

        // When
        first.close();
        meters = new SimpleMeterRegistry();
        RecordPublisher second = publisher(REGISTRY, true);
        publish(second, 2_500, 3_000);
        KAFKA.restart();

        // Then
        await().atMost(ofSeconds(60)).until(() -> counted("published") == 3_000);
        assertPublishedOnce(3_000);
    }

    @Test
    void shouldSendWhatAKilledProgramHasLeft() throws IOException, InterruptedException {
        // Given a program that saw neither Kafka nor the registry
        Path output = temporary.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PublishingProgram.class.getName(),
                        spool().toString(),
                        keys,
                        "5000")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(ofSeconds(60))
                    .until(() -> Files.readString(output).contains("published") && bytesOnDisk() > 5_000 * 60);
            // Records go to the disk in order; when nothing is added any more it is all there.
            long[] before = {0};
            await().atMost(ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).until(() -> {
                long size = bytesOnDisk();
                boolean same = size == before[0];
                before[0] = size;
                return same;
            });
        } finally {
            program.destroyForcibly().waitFor();
        }

        // When
        publisher(REGISTRY, true);

        // Then
        await().atMost(ofSeconds(60)).until(() -> counted("published") == 5_000);
        assertPublishedOnce(5_000);
    }

    @Test
    void shouldWaitForTheRegistryOnDisk() {
        // Given
        AwayRegistry registry = new AwayRegistry();
        RecordPublisher publisher = publisher(registry, true);

        // When
        publish(publisher, 0, 500);
        await().atMost(ofSeconds(30)).until(() -> gauge("neonwatch.collector.spool.bytes") > 0);
        registry.away = false;

        // Then
        await().atMost(ofSeconds(30)).until(() -> counted("published") == 500);
        assertPublishedOnce(500);
    }

    @Test
    void shouldDropTheOldestAndCountItWithoutASpool() {
        // Given
        KAFKA.stop();
        RecordPublisher publisher = publisher(REGISTRY, false);

        // When more is published than memory may take
        Target large = NumberedTarget.of(0, "x".repeat(1 << 20));
        for (int number = 0; number < 100; number++)
            publisher.publish(Topics.TARGETS, keys + "large", large, NumberedTarget.at(number));

        // Then
        assertThat(meters.get("neonwatch.collector.records.dropped")
                        .tag("reason", "memory")
                        .counter()
                        .count())
                .isBetween(20.0, 60.0);
    }

    @Test
    void shouldWaitInMemoryWhileTheDiskIsFullAndGoOnWhenThereIsRoom() throws Exception {
        assumeTrue(SpoolMount.isPossible(temporary.resolve("probe")), "only root may mount");
        KAFKA.stop();
        try (SpoolMount disk = SpoolMount.of(spool(), "256k")) {
            // Given
            RecordPublisher publisher = publisher(REGISTRY, true);

            // When
            publish(publisher, 0, 5_000);
            await().atMost(ofSeconds(30)).until(() -> gauge("neonwatch.collector.spool.bytes") > 150_000);
            publish(publisher, 5_000, 6_000);
            disk.resize("16m");

            // Then everything finds its way to the disk
            await().atMost(ofSeconds(30)).until(() -> gauge("neonwatch.collector.spool.bytes") > 600_000);
            publish(publisher, 6_000, 6_100);
            KAFKA.restart();
            await().atMost(ofSeconds(60)).until(() -> counted("published") == 6_100);
            assertThat(counted("dropped")).isZero();
            assertPublishedOnce(6_100);
            publisher.close();
        }
    }

    @Test
    void shouldDropTheOldestBeyondTheSpoolsSize() {
        // Given
        KAFKA.stop();
        SpoolLimits limits = new SpoolLimits(100_000, Duration.ofHours(1), 10_000);
        RecordPublisher publisher = opened(
                new RecordPublisher(CONFIG, REGISTRY, meters, new SpoolAccess.Settings(spool(), limits), ofSeconds(1)),
                REGISTRY);

        // When
        publish(publisher, 0, 10_000);
        await().atMost(ofSeconds(30)).until(() -> counted("dropped") > 0);
        KAFKA.restart();

        // Then every record is either there or counted
        await().atMost(ofSeconds(60)).until(() -> counted("published") + counted("dropped") == 10_000);
        List<Integer> found = KafkaContents.of(CONFIG, REGISTRY, keys).stream()
                .map(record -> NumberedTarget.number(record.value()))
                .sorted()
                .toList();
        assertThat(found)
                .doesNotHaveDuplicates()
                .hasSize((int) counted("published"))
                .endsWith(9_999);
    }

    private RecordPublisher publisher(SchemaRegistry registry, boolean spooling) {
        SpoolConfig spool = spooling ? new SpoolConfig(spool(), null, null) : null;
        return opened(new RecordPublisher(CONFIG, registry, spool, meters), registry);
    }

    private RecordPublisher opened(RecordPublisher publisher, SchemaRegistry registry) {
        publishers.add(publisher);
        publisher.start();
        if (registry == REGISTRY) publisher.registerSchema(Topics.TARGETS);
        publisher.open();
        return publisher;
    }

    private void publish(RecordPublisher publisher, int from, int to) {
        for (int number = from; number < to; number++)
            publisher.publish(
                    Topics.TARGETS,
                    NumberedTarget.key(keys, number),
                    NumberedTarget.of(number),
                    NumberedTarget.at(number));
    }

    /** Each number once, each target's in order, at the time of the event. */
    private void assertPublishedOnce(int count) {
        List<ConsumerRecord<String, Target>> found = KafkaContents.of(CONFIG, REGISTRY, keys);
        assertThat(found.stream()
                        .map(record -> NumberedTarget.number(record.value()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
        for (int target = 0; target < 3; target++) {
            String key = keys + target;
            assertThat(found.stream()
                            .filter(record -> record.key().equals(key))
                            .map(record -> NumberedTarget.number(record.value())))
                    .isSorted();
        }
        assertThat(found)
                .allSatisfy(record -> assertThat(record.timestamp())
                        .isEqualTo(NumberedTarget.at(NumberedTarget.number(record.value()))
                                .toEpochMilli()));
    }

    private double counted(String what) {
        return meters.find("neonwatch.collector.records." + what).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private Path spool() {
        return temporary.resolve("spool");
    }

    private List<Path> segments() throws IOException {
        if (!Files.exists(spool())) return List.of();
        try (Stream<Path> files = Files.list(spool())) {
            return files.filter(file -> file.toString().endsWith(".spool")).toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path segment : segments()) bytes += Files.size(segment);
        return bytes;
    }

    /** The registry as it is when nobody answers. */
    private static final class AwayRegistry implements SchemaRegistry {

        private volatile boolean away = true;

        @Override
        public int register(String subject, Schema schema) {
            if (away) throw new RegistryException("away", true, null);
            return REGISTRY.register(subject, schema);
        }

        @Override
        public Schema schema(int id) {
            return REGISTRY.schema(id);
        }
    }
}
