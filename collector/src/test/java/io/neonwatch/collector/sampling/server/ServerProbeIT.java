package io.neonwatch.collector.sampling.server;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.OwnPostgres;
import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.schemas.MetricKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerProbeIT {

    private static final OwnPostgres SERVERS = new OwnPostgres();
    private static final Map<String, String> NOTHING = Map.of();

    private final ServerProbe probe = new ServerProbe();
    private final List<Reading> rounds = new ArrayList<>();

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldMeasureLogInputOutputAndCheckpoints(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        database.execute("DROP TABLE IF EXISTS busy");
        try (Connection connection = connect(version, database)) {
            ask(connection);

            // When
            database.execute(
                    "CREATE TABLE busy AS SELECT g, repeat('x', 100) AS text FROM generate_series(1, 20000) g");
            database.execute("CHECKPOINT");

            // Then
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                ask(connection);
                assertThat(sum("neonwatch.wal.bytes", NOTHING)).isGreaterThan(2_000_000);
                assertThat(sum("neonwatch.wal.records", NOTHING)).isGreaterThan(10_000);
                assertThat(sum("postgresql.bgwriter.checkpoint.count", Map.of("type", "requested")))
                        .isEqualTo(1);
                assertThat(sum("postgresql.bgwriter.buffers.writes", Map.of("source", "checkpoints")))
                        .isPositive();
                assertThat(sum("postgresql.bgwriter.duration", Map.of("type", "write")))
                        .isNotNegative();
                if (version.major() >= 16)
                    assertThat(sum("neonwatch.io.extend_bytes", Map.of("backend_type", "client backend")))
                            .isGreaterThan(2_000_000);
                if (version.major() >= 18) {
                    assertThat(sum("neonwatch.wal.io.write_bytes", NOTHING)).isGreaterThan(2_000_000);
                    assertThat(sum("neonwatch.checkpoints.done", NOTHING)).isEqualTo(1);
                } else {
                    assertThat(sum("neonwatch.wal.writes", NOTHING)).isPositive();
                }
            });
            assertThat(points(rounds.getLast(), "neonwatch.io.reads").isEmpty()).isEqualTo(version.major() < 16);
            assertThat(points(rounds.getLast(), "neonwatch.io.reads"))
                    .noneMatch(point -> point.attributes().containsValue("wal"));
            assertThat(points(rounds.getLast(), "neonwatch.wal.io.writes").isEmpty())
                    .isEqualTo(version.major() < 18);
            assertThat(points(rounds.getLast(), "neonwatch.wal.writes").isEmpty())
                    .isEqualTo(version.major() >= 18);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellWhatSlotsAndPreparedTransactionsHoldBack(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        database.execute("SELECT pg_create_physical_replication_slot('physical', true)");
        database.execute("SELECT pg_create_logical_replication_slot('logical', 'pgoutput')");
        database.execute("DROP TABLE IF EXISTS held; CREATE TABLE held (id int)");
        Map<String, String> physical = Map.of("slot", "physical", "slot_type", "physical");
        Map<String, String> logical = Map.of("slot", "logical", "database", "postgres");
        try (Connection connection = connect(version, database)) {
            Reading before = ask(connection);

            // When
            database.execute("INSERT INTO held SELECT generate_series(1, 50000)");
            try (Connection other = database.connect()) {
                other.setAutoCommit(false);
                other.createStatement().execute("INSERT INTO held VALUES (0)");
                other.createStatement().execute("PREPARE TRANSACTION 'forgotten'");
            }
            Reading held = ask(connection);

            // Then
            assertThat(value(held, "neonwatch.slot.retained", physical)
                            - value(before, "neonwatch.slot.retained", physical))
                    .isGreaterThan(2_000_000);
            assertThat(value(held, "neonwatch.slot.unconfirmed", logical)).isGreaterThan(2_000_000);
            assertThat(value(held, "neonwatch.slot.xid_age", logical)).isPositive();
            assertThat(value(held, "neonwatch.slot.active", physical)).isZero();
            assertThat(value(held, "neonwatch.slot.lost", physical)).isZero();
            assertThat(values(held, "neonwatch.slot.inactive", physical)).hasSize(version.major() < 17 ? 0 : 1);
            assertThat(values(held, "neonwatch.slot.state", Map.of("slot", "physical", "wal_status", "reserved")))
                    .containsExactly(1.0);
            assertThat(value(before, "neonwatch.prepared_transactions", NOTHING))
                    .isZero();
            assertThat(value(held, "neonwatch.prepared_transactions", NOTHING)).isEqualTo(1);
            assertThat(value(held, "neonwatch.prepared_transactions.oldest", NOTHING))
                    .isPositive();

            // When the slots' log is taken from them
            database.execute("ROLLBACK PREPARED 'forgotten'");
            database.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
            database.execute("SELECT pg_reload_conf()");
            for (int file = 0; file < 3; file++) {
                database.execute("INSERT INTO held VALUES (1)");
                database.execute("SELECT pg_switch_wal()");
            }

            // Then
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                database.execute("CHECKPOINT");
                Reading lost = ask(connection);
                assertThat(value(lost, "neonwatch.slot.lost", physical)).isEqualTo(1);
                assertThat(values(lost, "neonwatch.slot.retained", physical)).isEmpty();
                assertThat(value(lost, "neonwatch.prepared_transactions.oldest", NOTHING))
                        .isZero();
            });

            // When they are gone, so are their series
            database.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            assertThat(points(ask(connection), "neonwatch.slot.active")).isEmpty();
        } finally {
            database.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
            database.execute("SELECT pg_reload_conf()");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartAnewAfterACrashAndAfterAReset(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        database.execute("DROP TABLE IF EXISTS doomed; CREATE TABLE doomed AS SELECT generate_series(1, 50000)");
        try (Connection connection = connect(version, database)) {
            ask(connection);
            assertThat(Batches.of(ask(connection)).getIntervalStart())
                    .isEqualTo(rounds.getFirst().observedAt());
        }

        // When
        database.server().kill();
        database.server().restart();
        try (Connection connection = connect(version, database)) {
            Reading afterCrash = ask(connection);
            ask(connection);
            for (String what : List.of("wal", "bgwriter", "archiver"))
                database.execute("SELECT pg_stat_reset_shared('" + what + "')");
            await().atMost(ofSeconds(20))
                    .until(() -> !ask(connection)
                            .epoch()
                            .equals(rounds.get(rounds.size() - 2).epoch()));
            Reading afterReset = rounds.getLast();
            if (version.major() >= 16) database.execute("SELECT pg_stat_reset_shared('io')");
            ask(connection);
            ask(connection);

            // Then
            for (Reading first : List.of(afterCrash, afterReset)) {
                assertThat(Batches.of(first).getIntervalStart()).isNull();
                assertThat(points(first, "neonwatch.wal.bytes")).isEmpty();
                assertThat(points(first, "neonwatch.io.hits")).isEmpty();
                assertThat(points(first, "neonwatch.server.in_recovery")).hasSize(1);
            }
            assertThat(sum("neonwatch.wal.bytes", NOTHING)).isLessThan(1_000_000);
            for (Reading reading : rounds)
                for (Point point : Points.of(Batches.of(reading)))
                    if (point.kind() == MetricKind.DELTA)
                        assertThat(point.value()).as(point.metric()).isNotNegative();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellThatArchivingFails(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        database.execute("ALTER SYSTEM SET archive_mode = 'on'");
        database.execute("ALTER SYSTEM SET archive_command = 'false'");
        database.server().restart();
        try (Connection connection = connect(version, database)) {
            assertThat(value(ask(connection), "neonwatch.archiver.failing", NOTHING))
                    .isZero();

            // When
            database.execute("CREATE TABLE IF NOT EXISTS archived (id int); SELECT pg_switch_wal()");

            // Then
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                assertThat(value(ask(connection), "neonwatch.archiver.failing", NOTHING))
                        .isEqualTo(1);
                assertThat(sum("neonwatch.archiver.failed", NOTHING)).isPositive();
            });

            // When
            database.execute("ALTER SYSTEM SET archive_command = 'true'");
            database.execute("SELECT pg_reload_conf()");

            // Then
            await().atMost(ofSeconds(90)).untilAsserted(() -> {
                database.execute("SELECT pg_switch_wal()");
                assertThat(value(ask(connection), "neonwatch.archiver.failing", NOTHING))
                        .isZero();
                assertThat(sum("neonwatch.archiver.archived", NOTHING)).isPositive();
            });
        } finally {
            database.execute("ALTER SYSTEM RESET archive_mode");
            database.execute("ALTER SYSTEM RESET archive_command");
            database.server().restart();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoWithFewRights(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        database.server().createMonitor("monitor");
        database.execute("CREATE ROLE guest LOGIN");
        try (Connection guest = DriverManager.getConnection(database.server().jdbcUrl("postgres", "guest"));
                Connection monitor =
                        DriverManager.getConnection(database.server().jdbcUrl("postgres", "monitor"))) {
            connected(version);

            // When
            Reading asGuest = ask(guest);
            Reading asMonitor = ask(monitor);

            // Then
            assertThat(asGuest.shortcoming()).contains("GRANT pg_monitor");
            assertThat(asMonitor.shortcoming()).isEmpty();
            for (Reading reading : List.of(asGuest, asMonitor))
                assertThat(value(reading, "neonwatch.prepared_transactions", NOTHING))
                        .isZero();
        }
    }

    private Connection connect(PostgresVersion version, Database database) throws SQLException {
        connected(version);
        return database.connect("neonwatch");
    }

    private void connected(PostgresVersion version) {
        probe.connected(new Server(version.major() * 10_000, "", ""));
    }

    private Reading ask(Connection connection) throws SQLException {
        Reading reading = probe.read(connection);
        rounds.add(reading);
        return reading;
    }

    private double sum(String metric, Map<String, String> attributes) {
        return rounds.stream()
                .flatMap(reading -> values(reading, metric, attributes).stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double value(Reading reading, String metric, Map<String, String> attributes) {
        List<Double> values = values(reading, metric, attributes);
        assertThat(values).as(metric).hasSize(1);
        return values.getFirst();
    }
}
