package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.sandbox.kafka.Detour;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.TopicAdmin;
import io.neonwatch.topic.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two collectors with spools. One of them goes to Kafka by a way that can be cut. */
@Timeout(400)
class GroupOutageIT {

    private static final Logger LOGGER = LoggerFactory.getLogger(GroupOutageIT.class);
    private static final int TARGETS = 10;

    /** Longer than the group waits for a member. */
    private static final Duration OUTAGE = ofSeconds(18);

    /** Many times the interval of half a second, and much less than what the outage is beyond the lease. */
    private static final Duration A_FEW_INTERVALS = ofSeconds(5);

    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("group-outage-test");
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start(DIRECTORY.path());
    private static final Detour DETOUR = new Detour();
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path(), DETOUR);
    private static final KafkaConfig KAFKA_CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    private final GroupTargets targets = GroupTargets.onEveryPartition("outage", TARGETS, POSTGRES.port());
    private final CollectorApp direct = collector("direct", KAFKA.bootstrapServers());
    private final CollectorApp around = collector("around", DETOUR.bootstrapServers());

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
    void startCollectors() {
        direct.start();
        around.start();
    }

    @AfterEach
    void stopCollectors() {
        DETOUR.mend();
        direct.stop();
        around.stop();
    }

    @AfterAll
    static void stopStack() {
        KAFKA.close();
        DETOUR.close();
        POSTGRES.close();
        DIRECTORY.close();
    }

    @Test
    void shouldGoOnWhileKafkaIsAwayEachWithItsOwn() {
        // Given
        try (TargetHolders holders = holders()) {
            holders.awaitSharing(2);
        }

        // When
        Instant stopped = Instant.now();
        KAFKA.stop();
        await().atMost(ofSeconds(60)).until(() -> Instant.now().isAfter(stopped.plus(OUTAGE)));
        KAFKA.restart();
        Instant back = Instant.now();

        // Then
        for (String target : targets.names()) {
            List<MetricBatch> batches = batches(target, stopped, back.plusSeconds(3));
            assertThat(batches)
                    .extracting(MetricBatch::getCollector)
                    .containsOnly(batches.getFirst().getCollector());
            assertThat(batches.stream().map(batch -> batch.getProbe() + batch.getCollectedAt()))
                    .doesNotHaveDuplicates();
            Duration gap = longestGap(batches);
            LOGGER.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("milliseconds", gap.toMillis())
                    .log("Longest gap with Kafka away");
            assertThat(gap).isLessThan(A_FEW_INTERVALS);
        }
    }

    @Test
    void shouldLeaveToTheOtherWhatItComesToWhenOnlyOneIsCutOff() throws SQLException {
        try (TargetHolders holders = holders()) {
            // Given
            holders.awaitSharing(2);
            List<String> moving = holders.of("around");
            String watched = moving.getFirst();

            // When
            Instant cut = Instant.now();
            DETOUR.cut();
            runSlowQuery();

            // Then
            await().atMost(ofSeconds(60)).until(() -> holders.of("around").isEmpty());
            say("Taken over from one that is cut off", Duration.between(cut, holders.lastChange()));
            await().atMost(ofSeconds(30)).until(() -> sessions() == TARGETS);

            // When it goes on like that for so long that an overlap would be seen
            runSlowQuery();
            Instant settled = Instant.now();
            await().atMost(ofSeconds(30)).until(() -> Instant.now().isAfter(settled.plusSeconds(10)));
            Instant mended = Instant.now();
            DETOUR.mend();

            // Then
            for (String target : moving) assertOverlapIsShort(target, cut, mended);
            assertThat(slowQueries(batches(watched, cut, mended.plusSeconds(3))))
                    .isEqualTo(2);
            holders.awaitSharing(2);
        }
    }

    private void assertOverlapIsShort(String target, Instant cut, Instant mended) {
        List<MetricBatch> batches = batches(target, cut, mended.plusSeconds(3));
        Instant first = batches.stream()
                .filter(batch -> batch.getCollector().equals("direct"))
                .map(MetricBatch::getCollectedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = batches.stream()
                .filter(batch -> batch.getCollector().equals("around"))
                .map(MetricBatch::getCollectedAt)
                .filter(mended::isAfter)
                .max(Instant::compareTo)
                .orElseThrow();
        say("Cut off, still watched for", Duration.between(cut, last));
        say("Overlap, negative if there is none", Duration.between(first, last));
        assertThat(last).isAfter(cut).isBefore(first.plus(A_FEW_INTERVALS));
    }

    /** All of a target between two moments, in the order of their times; what was kept has been sent by then. */
    private static List<MetricBatch> batches(String target, Instant from, Instant until) {
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, target)) {
            await().atMost(ofSeconds(90))
                    .during(ofSeconds(2))
                    .until(() -> metrics.values()
                            .anyMatch(batch -> batch.getCollectedAt().isAfter(until)));
            return metrics.values()
                    .filter(batch -> batch.getCollectedAt().isAfter(from))
                    .sorted((one, other) -> one.getCollectedAt().compareTo(other.getCollectedAt()))
                    .toList();
        }
    }

    private static Duration longestGap(List<MetricBatch> batches) {
        return IntStream.range(1, batches.size())
                .mapToObj(index -> Duration.between(
                        batches.get(index - 1).getCollectedAt(),
                        batches.get(index).getCollectedAt()))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static long slowQueries(List<MetricBatch> batches) {
        return batches.stream()
                .flatMap(batch -> Samples.points(batch, "neonwatch.query.slow"))
                .count();
    }

    private static void runSlowQuery() throws SQLException {
        ask("SELECT pg_sleep(2.5)::text");
    }

    /** Of all collectors, in all databases. */
    private static int sessions() throws SQLException {
        return Integer.parseInt(ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'neonwatch'"));
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void say(String what, Duration duration) {
        LOGGER.atWarn().addKeyValue("milliseconds", duration.toMillis()).log(what);
    }

    private TargetHolders holders() {
        return new TargetHolders(KAFKA_CONFIG, REGISTRY, targets);
    }

    private CollectorApp collector(String name, String kafka) {
        SpoolConfig spool = new SpoolConfig(DIRECTORY.path().resolve(name + "-" + UUID.randomUUID()), null, null);
        return CollectorProcess.collector(name, targets, kafka, spool, REGISTRY);
    }
}
