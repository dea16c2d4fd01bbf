package io.neonwatch.collector.sampling.activity;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.LookWish;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
class ActivityProbeIT {

    private static final String SLOW = "neonwatch.query.slow";
    private static final String SLOW_FINISHED = "neonwatch.query.slow.finished";
    private static final String LONGEST = "neonwatch.query.duration.max";

    private final ActivityProbe probe = new ActivityProbe(ofMillis(300), ofSeconds(1), new RecoveryMarks());
    private final Database database;
    private final Connection connection;
    private final Connection client;

    ActivityProbeIT(Database database) throws SQLException {
        this.database = database;
        this.connection = database.connect("neonwatch");
        this.client = database.connect("shop \"🐘\"");
    }

    @BeforeEach
    void connected() {
        probe.connected(new Server(170000, "17.0", "1"));
    }

    @AfterEach
    void close() throws SQLException {
        client.close();
        connection.close();
    }

    @Test
    void shouldCountASlowQueryOnceThoughItFinishedBetweenTwoRounds() throws SQLException {
        // Given
        probe.read(connection);

        // When
        run(client, "SELECT pg_sleep(0.5)");
        Reading first = probe.read(connection);
        Reading second = probe.read(connection);

        // Then
        assertThat(points(first, SLOW, Map.of("database", database.name())))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.value()).isBetween(0.5, 30.0);
                    assertThat(point.attributes())
                            .containsEntry("user", "postgres")
                            .containsEntry("application", "shop \"\\xf0\\x9f\\x90\\x98\"") // as the server keeps it
                            .hasEntrySatisfying("query_id", id -> assertThat(id).isNotEmpty());
                });
        assertThat(points(second, SLOW)).isEmpty();
    }

    @Test
    void shouldNotCountWhatFinishedBeforeItsFirstRound() throws SQLException {
        // Given
        run(client, "SELECT pg_sleep(0.4)");

        // When
        Reading first = probe.read(connection);
        Reading second = probe.read(connection);

        // Then
        assertThat(points(first, SLOW)).isEmpty();
        assertThat(points(second, SLOW)).isEmpty();
    }

    @Test
    void shouldGoOnCountingWhenItIsAskedLessOften() throws SQLException {
        // Given
        ActivityProbe fast = new ActivityProbe(ofMillis(300), ofMillis(100), new RecoveryMarks());
        fast.read(connection);

        // When
        run(client, "SELECT pg_sleep(0.4)");
        Reading missed = fast.read(connection);
        fast.intervalChanged(ofSeconds(30));
        run(client, "SELECT pg_sleep(0.4)");
        Reading slowed = fast.read(connection);
        fast.intervalChanged(ofMillis(100));
        run(client, "SELECT pg_sleep(0.4)");
        Reading firstAfter = fast.read(connection);

        // Then
        assertThat(Batches.of(missed).getIntervalStart()).isNull();
        assertThat(Batches.of(slowed).getIntervalStart()).isEqualTo(missed.observedAt());
        assertThat(Batches.of(firstAfter).getIntervalStart()).isEqualTo(slowed.observedAt());
    }

    @Test
    void shouldShowTheLongestQueryWhileItRuns() throws Exception {
        // Given
        try (Statement statement = client.createStatement()) {
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(() -> execute(statement, "SELECT pg_sleep(60)"));

            // When
            await().atMost(ofSeconds(20)).untilAsserted(() -> {
                Reading reading = probe.read(connection);

                // Then
                assertThat(points(reading, LONGEST)).singleElement().satisfies(point -> {
                    assertThat(point.value()).isGreaterThan(0.3);
                    assertThat(point.attributes()).containsEntry("database", database.name());
                });
                assertThat(values(reading, "neonwatch.query.running", Map.of())).containsExactly(1.0);
            });
            statement.cancel();
            running.exceptionally(_ -> null).get();
        }
        assertThat(values(probe.read(connection), LONGEST, Map.of())).containsExactly(0.0);
    }

    @Test
    void shouldTellBetweenTwoRoundsOnlyWhatBecameSlow() throws Exception {
        // Given
        Reading first = probe.read(connection);
        List<Reading> looks = new ArrayList<>(List.of(probe.readBetween(connection)));
        try (Statement statement = client.createStatement()) {
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(() -> execute(statement, "SELECT pg_sleep(60)"));

            // When
            await().atMost(ofSeconds(20)).until(() -> {
                looks.add(probe.readBetween(connection));
                return !points(looks.getLast(), SLOW).isEmpty();
            });
            Reading after = probe.readBetween(connection);
            Reading second = probe.read(connection);

            // Then
            assertThat(looks.getLast().quiet()).isFalse();
            assertThat(Points.of(Batches.of(looks.getLast())))
                    .extracting(Point::metric)
                    .containsExactly(SLOW);
            assertThat(looks.subList(0, looks.size() - 1)).allMatch(Reading::quiet);
            assertThat(after.quiet()).isTrue();

            // Then what runs counts since the round, not since the last look
            assertThat(points(second, SLOW)).isEmpty();
            assertThat(Batches.of(second).getIntervalStart()).isEqualTo(first.observedAt());
            assertThat(values(second, "neonwatch.query.active.time", Map.of("by", "application")))
                    .containsExactly(Duration.between(first.observedAt(), second.observedAt())
                                    .toNanos()
                            / 1e9);
            statement.cancel();
            running.exceptionally(_ -> null).get();
        }
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(points(probe.readBetween(connection), SLOW_FINISHED))
                        .hasSize(1));
        assertThat(probe.readBetween(connection).quiet()).isTrue();
    }

    @Test
    void shouldWishForALookJustAfterAnExecutionBecomesSlow() throws Exception {
        // Given
        ActivityProbe patient = new ActivityProbe(ofSeconds(60), ofSeconds(1), new RecoveryMarks());
        assertThat(patient.read(connection).wish())
                .isEqualTo(new LookWish(Optional.of(ofSeconds(60)), Optional.empty()));
        try (Statement statement = client.createStatement()) {
            CompletableFuture<Void> running =
                    CompletableFuture.runAsync(() -> execute(statement, "SELECT pg_sleep(60)"));

            // When
            await().atMost(ofSeconds(20)).untilAsserted(() -> {
                Reading reading = patient.read(connection);

                // Then
                assertThat(reading.wish().needed())
                        .hasValueSatisfying(pause -> assertThat(pause).isBetween(ofSeconds(30), ofMillis(60_002)));
            });
            statement.cancel();
            running.exceptionally(_ -> null).get();
        }
    }

    @Test
    void shouldLeaveOutNeonwatchsOwnSessions() throws Exception {
        // Given
        try (Connection own = database.connect("neonwatch");
                Statement statement = own.createStatement()) {
            probe.read(connection);

            // When
            statement.execute("SELECT pg_sleep(0.4)");
            Reading reading = probe.read(connection);

            // Then
            assertThat(points(reading, SLOW)).isEmpty();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
