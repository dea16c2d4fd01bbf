package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.NamePatterns;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.metrics.Point;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.runtime.config.ConfigLoader;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.postgres.PostgresArchive;
import io.neonwatch.sandbox.process.FreePort;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyTargetsIT {

    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("many-targets-test");
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start(
            DIRECTORY.path(), PostgresArchive.onClassPath().getFirst(), 100);
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path());
    private static final KafkaConfig KAFKA_CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    private static final String HANGING_FOR_LONG =
            "?connectTimeout=600&socketTimeout=600&loginTimeout=600&sslmode=disable&gssEncMode=disable";
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final List<CollectorApp> apps = new ArrayList<>();

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

    @AfterEach
    void stopCollectors() {
        apps.forEach(CollectorApp::stop);
    }

    @AfterAll
    static void stopStack() {
        KAFKA.close();
        POSTGRES.close();
        DIRECTORY.close();
    }

    @Test
    void shouldFollowTheFileWithoutARestart(@TempDir Path directory) throws IOException {
        // Given
        Path file = directory.resolve("neonwatch.yaml");
        Path password = Files.writeString(directory.resolve("password"), "old");
        Files.writeString(file, yaml("b", "a"));
        start(() -> new ConfigLoader(Map.of("PASSWORD_FILE", password.toString())).load(file, CollectorConfig.class));
        try (TargetRecords targets = new TargetRecords(KAFKA_CONFIG, REGISTRY)) {
            await().atMost(ofSeconds(40))
                    .untilAsserted(() -> assertThat(targets.newest()).containsKeys(mark + "a", mark + "b"));
            Optional<Target> before = newest(targets, "b");

            // When one is removed, one added, and in a file that is wrong
            Files.writeString(file, yaml("b", "c"));
            await().atMost(ofSeconds(40))
                    .untilAsserted(() -> assertThat(targets.newest())
                            .containsEntry(mark + "a", Optional.empty())
                            .containsKey(mark + "c"));
            Files.writeString(file, yaml("d").replace("user:", "usr:"));

            // Then the wrong one changes nothing, nor is one restarted that stayed the same
            try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, mark + "c")) {
                long seen = metrics.values().count();
                await().atMost(ofSeconds(40)).until(() -> metrics.values().count() > seen + 30);
            }
            assertThat(targets.newest()).doesNotContainKey(mark + "d").containsEntry(mark + "b", before);

            // When a secret has changed
            Files.writeString(file, yaml("b", "c"));
            Files.writeString(password, "new");

            // Then
            await().atMost(ofSeconds(40))
                    .untilAsserted(
                            () -> assertThat(targets.newest().get(mark + "b")).isNotEqualTo(Optional.of(before)));
        }
    }

    @Test
    void shouldWatchAServerOnceAndItsDatabasesEach() {
        // Given
        String second = mark + " \"\uD83D\uDE80\"\nb";
        for (String database : List.of(mark + "_a", second, mark + "_c"))
            POSTGRES.createDatabase(database, database + "_owner");
        TargetConfig server = new TargetConfig(
                "cluster-" + mark,
                POSTGRES.jdbcUrl(mark + "_a").replace("?user=postgres", ""),
                "postgres",
                null,
                null,
                new NamePatterns(List.of(mark + "*"), null),
                null);
        start(config("one", Limits.DEFAULT, List.of(server)));
        String lead = "cluster-" + mark + "/" + mark + "_a";
        String other = "cluster-" + mark + "/" + second.replace("\n", "%0A");

        try (Samples<MetricBatch> ofLead = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, lead);
                Samples<MetricBatch> ofOther = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, other)) {
            await().atMost(ofSeconds(40)).untilAsserted(() -> {
                assertThat(ofLead.values().map(MetricBatch::getProbe)).contains("instance", "activity", "tables");
                assertThat(ofOther.values().map(MetricBatch::getProbe)).contains("presence", "tables");
                assertThat(values(ofOther, "neonwatch.up")).contains(1.0);
            });

            // When
            POSTGRES.stop();

            // Then both are away, and it is one failure
            await().atMost(ofSeconds(40)).untilAsserted(() -> {
                assertThat(values(ofLead, "neonwatch.up")).contains(0.0);
                assertThat(values(ofOther, "neonwatch.up")).contains(0.0);
                assertThat(values(ofLead, "neonwatch.connection.failures")).contains(1.0);
            });
            assertThat(values(ofOther, "neonwatch.connection.failures")).containsOnly(0.0);
            assertThat(ofOther.values().map(MetricBatch::getProbe))
                    .contains("presence", "tables")
                    .doesNotContain("instance", "activity", "statements", "database", "server");
        } finally {
            POSTGRES.restart();
        }
    }

    @Test
    void shouldNotBeHeldUpByADeadAndAHangingTargetAmongFifty() throws IOException {
        // Given so few turns that one more that is held for long would be seen
        Limits limits = new Limits(2, 2, null);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<TargetConfig> targets = new ArrayList<>();
            targets.add(target("hanging", silent.getLocalPort(), HANGING_FOR_LONG));
            targets.add(target("dead", FreePort.choose(), ""));
            for (int number = 0; number < 48; number++) targets.add(target("alive" + number, POSTGRES.port(), ""));

            // When
            start(config("one", limits, targets));

            // Then all that live are asked again and again while the others are not done with their first attempt
            try (Samples<MetricBatch> dead = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, mark + "dead");
                    TargetRecords records = new TargetRecords(KAFKA_CONFIG, REGISTRY)) {
                await().atMost(ofSeconds(60))
                        .untilAsserted(() -> assertThat(records.newest().keySet())
                                .containsAll(IntStream.range(0, 48)
                                        .mapToObj(number -> mark + "alive" + number)
                                        .toList()));
                for (String last : List.of("alive0", "alive47"))
                    try (Samples<MetricBatch> alive = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, mark + last)) {
                        await().atMost(ofSeconds(60)).until(() -> alive.values().count() > 10);
                    }
                await().atMost(ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(values(dead, "neonwatch.up")).contains(0.0));
                assertThat(records.newest()).doesNotContainKey(mark + "hanging");
            }
        }
    }

    @Test
    void shouldBeatOnEveryPartition() {
        // When
        start(config("beating-" + mark, Limits.DEFAULT, List.of(target("a", POSTGRES.port(), ""))));

        // Then each partition has it, and it counts the targets
        String key = "neonwatch/collector/beating-" + mark;
        await().atMost(ofSeconds(40))
                .until(() -> app().healthChecks().stream()
                        .allMatch(check -> check.check().ready()));
        try (Samples<MetricBatch> beats = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, key)) {
            await().atMost(ofSeconds(40))
                    .untilAsserted(() -> assertThat(
                                    values(beats, "neonwatch.collector.targets").filter(targets -> targets == 1.0))
                            .hasSizeGreaterThanOrEqualTo(Topics.METRICS.partitions()));
            assertThat(beats.partitions()).hasSize(Topics.METRICS.partitions());
        }
    }

    private CollectorApp app() {
        return apps.getLast();
    }

    private void start(CollectorConfig config) {
        start(() -> config);
    }

    private void start(Supplier<CollectorConfig> read) {
        CollectorApp app = new CollectorApp(read.get(), read, KAFKA_CONFIG, REGISTRY, new SimpleMeterRegistry());
        apps.add(app);
        app.start();
    }

    private static CollectorConfig config(String name, Limits limits, List<TargetConfig> targets) {
        return new TestedCollector(name, targets)
                .intervals(Intervals.all(ofMillis(500)))
                .limits(limits)
                .config();
    }

    private TargetConfig target(String name, int port, String parameters) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres" + parameters;
        return new TargetConfig(mark + name, url, "postgres", null, null);
    }

    private String yaml(String... names) {
        StringBuilder yaml = new StringBuilder("name: test\nintervals: {instance: 200ms, activity: 200ms}\ntargets:\n");
        for (String name : names) yaml.append("""
                    - name: %s
                      url: jdbc:postgresql://127.0.0.1:%d/postgres
                      user: postgres
                      password: "${file:password}"
                    """.formatted(mark + name, POSTGRES.port()));
        return yaml.toString();
    }

    private Optional<Target> newest(TargetRecords targets, String name) {
        return targets.newest().getOrDefault(mark + name, Optional.empty());
    }

    private static Stream<Double> values(Samples<MetricBatch> metrics, String metric) {
        return metrics.values()
                .flatMap(batch -> Samples.points(batch, metric))
                .filter(point ->
                        point.attributes().getOrDefault("reason", "probe").equals("probe"))
                .map(Point::value);
    }
}
