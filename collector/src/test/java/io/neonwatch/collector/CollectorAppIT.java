package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.metrics.Point;
import io.neonwatch.registry.InMemorySchemaRegistry;
import io.neonwatch.sandbox.kafka.EmbeddedKafka;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorAppIT {

    private static final TemporaryDirectory DIRECTORY = TemporaryDirectory.create("collector-app-test");
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.start(DIRECTORY.path());
    private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(DIRECTORY.path());
    private static final KafkaConfig KAFKA_CONFIG = new KafkaConfig(KAFKA.bootstrapServers());
    // One for all tests: what an earlier one wrote must stay readable.
    private static final InMemorySchemaRegistry REGISTRY = new InMemorySchemaRegistry();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String name = "orders-" + UUID.randomUUID();
    private CollectorApp app = collector(target(name, ""));

    @AfterEach
    void stopCollector() {
        app.stop();
    }

    @AfterAll
    static void stopStack() {
        KAFKA.close();
        POSTGRES.close();
        DIRECTORY.close();
    }

    @Test
    void shouldSayThatADatabaseIsAwayAndGoOnWhenItIsBack() {
        // Given
        app.start();
        await().atMost(ofSeconds(30)).until(this::ready);
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, name);
                Samples<Target> targets = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.TARGETS, name)) {
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(up(metrics)).contains(1.0).doesNotContain(0.0));

            // When
            POSTGRES.stop();

            // Then
            await().atMost(ofSeconds(20)).untilAsserted(() -> {
                assertThat(up(metrics)).contains(0.0);
                assertThat(failures(metrics)).contains(1.0);
                assertThat(ready()).isFalse();
            });
            POSTGRES.restart();
            await().atMost(ofSeconds(20)).until(this::ready);
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(targets.values()
                                    .map(target -> Map.entry(target.getSince(), target.getState()))
                                    .distinct()
                                    .map(Map.Entry::getValue))
                            .containsExactly(TargetState.ACTIVE, TargetState.UNREACHABLE, TargetState.ACTIVE));
            assertThat(targets.values().map(Target::getEpoch).distinct()).hasSize(2);
        }
    }

    @Test
    void shouldLoseNothingWhileKafkaIsAway() {
        // Given
        app.start();
        await().atMost(ofSeconds(30)).until(this::ready);
        await().atMost(ofSeconds(20)).until(() -> answered() > 10);

        // When
        KAFKA.stop();
        await().atMost(ofSeconds(30)).until(() -> !ready());
        double whileAway = answered();
        await().atMost(ofSeconds(20)).until(() -> answered() > whileAway + 10);
        KAFKA.restart();
        await().atMost(ofSeconds(60)).until(this::ready);
        app.stop();

        // Then every answer is there once
        assertThat(counted("neonwatch.collector.records.dropped")).isZero();
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, name)) {
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(metrics.values()
                                    // Of the collector's own work there are batches that no probe asked for.
                                    .filter(batch -> !batch.getProbe().equals("collector")))
                            .hasSize((int) answered()));
        }
    }

    @Test
    void shouldAskDatabasesWhileKafkaIsAwayAtTheStart() {
        // Given
        KAFKA.stop();

        // When
        app.start();

        // Then
        await().atMost(ofSeconds(30)).until(() -> answered() > 10);
        assertThat(ready()).isFalse();
        KAFKA.restart();
        await().atMost(ofSeconds(60)).until(this::ready);
        app.stop();
        assertThat(counted("neonwatch.collector.records.dropped")).isZero();
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, name)) {
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(metrics.values()
                                    // Of the collector's own work there are batches that no probe asked for.
                                    .filter(batch -> !batch.getProbe().equals("collector")))
                            .hasSize((int) answered()));
        }
    }

    @Test
    void shouldNotBeHeldUpByATargetThatHangs() throws IOException {
        // Given a server that accepts connections and never says a word
        String other = "hanging-" + UUID.randomUUID();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TargetConfig hanging = new TargetConfig(
                    other,
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/postgres?socketTimeout=1",
                    "postgres",
                    null,
                    null);
            app = collector(hanging, target(name, ""));

            // When
            app.start();

            // Then
            await().atMost(ofSeconds(30)).until(() -> answered() > 10);
            try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, other)) {
                await().atMost(ofSeconds(30))
                        .untilAsserted(() -> assertThat(up(metrics)).contains(0.0));
            }
            assertThat(app.healthChecks())
                    .filteredOn(check -> !check.check().ready())
                    .singleElement()
                    .satisfies(check ->
                            assertThat(check.check().detail()).startsWith("1 of 2 do not answer (target " + other));
        }
    }

    @Test
    void shouldWriteSlowQueriesAndQueryStatsOfAnyDatabase() throws SQLException {
        // Given
        app.start();
        await().atMost(ofSeconds(30)).until(() -> answered() > 10);

        // When a session goes from one slow query to the next without a pause, each longer than a busy machine holds up
        // a look
        try (Connection client = DriverManager.getConnection(POSTGRES.jdbcUrl("postgres"));
                var statement = client.createStatement()) {
            for (int query = 0; query < 4; query++) statement.execute("SELECT pg_sleep(0.9), 'geheim'");
        }

        // Then
        try (Samples<MetricBatch> metrics = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.METRICS, name);
                Samples<QueryStats> stats = Samples.of(KAFKA_CONFIG, REGISTRY, Topics.QUERY_STATS, name)) {
            await().atMost(ofSeconds(20)).untilAsserted(() -> {
                assertThat(metrics.values().flatMap(batch -> Samples.points(batch, "neonwatch.query.slow")))
                        .hasSize(4);
                assertThat(stats.values()
                                .flatMap(batch -> batch.getQueries().stream())
                                .filter(delta -> delta.getTotalSeconds() / delta.getCalls() > 0.5)
                                .mapToLong(delta -> delta.getCalls())
                                .sum())
                        .isEqualTo(4);
            });
        }
    }

    private CollectorApp collector(TargetConfig... targets) {
        Duration often = ofMillis(200);
        // The rest as usual: on a busy machine one after the other would make the activity probe late.
        Intervals intervals = new Intervals(often, often, often, often, null, null, null, null, null, null, null);
        CollectorConfig config = new TestedCollector("test", List.of(targets))
                .slowQueryThreshold(ofMillis(500))
                .intervals(intervals)
                .config();
        return new CollectorApp(config, KAFKA_CONFIG, REGISTRY, meters);
    }

    private static TargetConfig target(String name, String parameters) {
        String url = "jdbc:postgresql://127.0.0.1:" + POSTGRES.port() + "/postgres" + parameters;
        return new TargetConfig(name, url, "postgres", null, null);
    }

    private boolean ready() {
        return app.healthChecks().stream().allMatch(check -> check.check().ready());
    }

    /** Rounds of probes so far. */
    private double answered() {
        return meters.find("neonwatch.collector.probe").tag("outcome", "answered").timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private double counted(String counter) {
        return meters.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Stream<Double> up(Samples<MetricBatch> metrics) {
        return metrics.values()
                .flatMap(batch -> Samples.points(batch, "neonwatch.up"))
                .map(Point::value);
    }

    private static Stream<Double> failures(Samples<MetricBatch> metrics) {
        return metrics.values()
                .flatMap(batch -> Samples.points(batch, "neonwatch.connection.failures"))
                .filter(point -> point.attributes().equals(Map.of("reason", "probe")))
                .map(Point::value);
    }
}
