package io.neonwatch.collector.sampling.database;

import static io.neonwatch.collector.sampling.Batches.points;
import static io.neonwatch.collector.sampling.Batches.values;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.PostgresVersion;
import io.neonwatch.collector.SharedPostgres;
import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Batches;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.schemas.MetricKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class DatabaseProbeIT {

    private final DatabaseProbe probe = new DatabaseProbe();
    private final List<Reading> rounds = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void shouldCountADeadlockAndATemporaryFile(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        database.execute(
                "CREATE TABLE orders AS SELECT g AS id, repeat('x', 100) AS text FROM generate_series(1, 50000) g");
        try (Connection connection = connect(version, database)) {
            // PostgreSQL 14 hears of a database's first use a little later, and begins to count then.
            await().atMost(ofSeconds(30)).until(() -> started(connection, database.name()) >= 1);
            ask(connection);

            // When
            database.execute("SET work_mem = '64kB'; SELECT * FROM orders ORDER BY text, id");
            makeADeadlock(database);

            // Then
            await().atMost(ofSeconds(30)).untilAsserted(() -> {
                ask(connection);
                assertThat(sum("postgresql.deadlocks", database)).isEqualTo(1);
                assertThat(sum("postgresql.temp_files", database)).isPositive();
                assertThat(sum("postgresql.temp.io", database)).isGreaterThan(1_000_000);
                assertThat(sum("postgresql.rollbacks", database)).isPositive();
                assertThat(sum("postgresql.commits", database)).isPositive();
                assertThat(sum("postgresql.tup_updated", database)).isPositive();
                assertThat(sum("neonwatch.database.session_time", database)).isPositive();
            });
            assertThat(values(rounds.getLast(), "neonwatch.database.xid_age", of(database)))
                    .singleElement()
                    .satisfies(age -> assertThat(age).isPositive());
            assertThat(values(rounds.getLast(), "neonwatch.database.xid_age.ratio", of(database)))
                    .singleElement()
                    .satisfies(ratio -> assertThat(ratio).isBetween(0.0, 0.1));
            assertThat(values(rounds.getLast(), "neonwatch.database.multixact_age", of(database)))
                    .hasSize(1);
            assertThat(points(rounds.getLast(), "neonwatch.database.parallel_workers.planned"))
                    .hasSize(
                            version.major() < 18
                                    ? 0
                                    : values(rounds.getLast(), "postgresql.commits", Map.of())
                                            .size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotCountFromZeroAfterARename(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given
        Database database = servers.database(version);
        String renamed = database.name() + " \"🐘\"\n";
        for (int session = 0; session < 20; session++) database.execute("SELECT 1");
        try (Connection connection =
                DriverManager.getConnection(database.server().jdbcUrl("postgres"))) {
            connected(version);
            await().atMost(ofSeconds(30)).until(() -> started(connection, database.name()) >= 20);
            ask(connection);

            // When
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE \"%s\" RENAME TO \"%s\""
                        .formatted(database.name(), renamed.replace("\"", "\"\"")));
            }
            Reading after = ask(connection);

            // Then
            assertThat(values(after, "postgresql.commits", of(database))).isEmpty();
            assertThat(values(after, "neonwatch.database.sessions.started", Map.of("database", renamed)))
                    .singleElement()
                    .satisfies(sessions -> assertThat(sessions).isLessThan(10));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSkipOneRoundAfterAReset(PostgresVersion version, SharedPostgres.Servers servers) throws SQLException {
        // Given
        Database database = servers.database(version);
        for (int session = 0; session < 20; session++) database.execute("SELECT 1");
        try (Connection connection = connect(version, database)) {
            await().atMost(ofSeconds(30)).until(() -> started(connection, database.name()) >= 20);
            Reading before = ask(connection);

            // When
            database.execute("SELECT pg_stat_reset()");
            await().atMost(ofSeconds(30)).until(() -> !ask(connection).epoch().equals(before.epoch()));
            Reading reset = rounds.getLast();
            ask(connection);

            // Then
            assertThat(values(reset, "postgresql.commits", of(database))).isEmpty();
            assertThat(Batches.of(reset).getIntervalStart()).isNull();
            assertThat(values(rounds.getLast(), "postgresql.commits", of(database)))
                    .hasSize(1);
            assertThatNothingIsNegative();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMeasureOneDatabaseInARoundAndOnlyThoseThatMayBe(PostgresVersion version, SharedPostgres.Servers servers)
            throws SQLException {
        // Given one to which its owner alone may connect, and one whose DROP DATABASE was interrupted
        Database database = servers.database(version);
        Database secluded = servers.database(version);
        Database invalid = servers.database(version);
        secluded.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(secluded.name()));
        try (Connection superuser =
                        DriverManager.getConnection(database.server().jdbcUrl("postgres"));
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "UPDATE pg_database SET datconnlimit = -2 WHERE datname = '%s'".formatted(invalid.name()));
            statement.execute("CREATE ROLE %s_monitor LOGIN IN ROLE pg_monitor".formatted(database.name()));
        }
        String owner = database.name() + "_owner";

        // When
        List<Integer> measured = rounds(version, database, owner);
        Reading ordinary = rounds.getLast();
        rounds(version, database, database.name() + "_monitor");
        Reading monitor = rounds.getLast();

        // Then
        assertThat(measured.subList(0, 3)).containsExactly(1, 2, 3);
        assertThat(values(ordinary, "postgresql.db_size", of(database)))
                .singleElement()
                .satisfies(size -> assertThat(size).isGreaterThan(1_000_000));
        assertThat(values(ordinary, "postgresql.db_size", of(secluded))).isEmpty();
        assertThat(values(monitor, "postgresql.db_size", of(secluded))).hasSize(1);
        assertThat(values(monitor, "postgresql.db_size", of(invalid))).isEmpty();
        assertThat(values(monitor, "postgresql.db_size", Map.of("database", "template0")))
                .isEmpty();
        assertThat(values(monitor, "neonwatch.database.xid_age", of(invalid))).isEmpty();
        assertThat(values(monitor, "neonwatch.database.xid_age", Map.of("database", "template0")))
                .hasSize(1);
    }

    @Test
    void shouldNotLetADatabaseTooLargeToMeasureHideTheRest(Database database) throws SQLException, IOException {
        // Given
        Path files = Path.of(text(database, "SELECT current_setting('data_directory')"))
                .resolve("base")
                .resolve(text(database, "SELECT oid FROM pg_database WHERE datname = current_database()"));
        for (int file = 0; file < 30_000; file++) Files.createFile(files.resolve("file" + file));
        try (Connection connection = connect(PostgresVersion.POSTGRESQL_17, database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '10ms'");

            // When
            await().atMost(ofSeconds(30)).until(() -> failsToAsk(connection));
            statement.execute("SET statement_timeout = '10s'");
            int known = points(ask(connection), "postgresql.db_size").size();

            // Then the other nineteen rounds have all but new sizes, too
            for (int round = 1; round < 20; round++) {
                Reading reading = ask(connection);
                assertThat(reading.shortcoming()).contains("could not be measured");
                assertThat(points(reading, "postgresql.db_size")).hasSize(known);
                assertThat(values(reading, "neonwatch.database.xid_age", of(database)))
                        .hasSize(1);
            }
            assertThat(ask(connection).shortcoming()).isEmpty();
        }
    }

    private boolean failsToAsk(Connection connection) {
        try {
            ask(connection);
            return false;
        } catch (SQLException cancelled) {
            return cancelled.getSQLState().equals("57014");
        }
    }

    private static String text(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** As many as there are databases; how many sizes are known after each. */
    private List<Integer> rounds(PostgresVersion version, Database database, String user) throws SQLException {
        DatabaseProbe another = new DatabaseProbe();
        another.connected(new Server(version.major() * 10_000, "", ""));
        List<Integer> measured = new ArrayList<>();
        try (Connection connection =
                DriverManager.getConnection(database.server().jdbcUrl(database.name(), user))) {
            int databases;
            do {
                Reading reading = another.read(connection);
                rounds.add(reading);
                databases = points(reading, "neonwatch.database.xid_age").size();
                measured.add(points(reading, "postgresql.db_size").size());
            } while (measured.size() <= databases);
        }
        return measured;
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

    private double sum(String metric, Database database) {
        return rounds.stream()
                .flatMap(reading -> values(reading, metric, of(database)).stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private void assertThatNothingIsNegative() {
        for (Reading reading : rounds)
            for (Point point : Points.of(Batches.of(reading)))
                if (point.kind() == MetricKind.DELTA)
                    assertThat(point.value()).as(point.metric()).isNotNegative();
    }

    private static Map<String, String> of(Database database) {
        return Map.of("database", database.name());
    }

    private static long started(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT sessions FROM pg_stat_database WHERE datname = '" + database + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Two sessions, each with the row that the other one waits for. */
    private static void makeADeadlock(Database database) throws SQLException {
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            update(one, 1);
            update(other, 2);
            CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> fails(one, 2));
            boolean second = fails(other, 1);
            if (second) other.rollback();
            assertThat(first.join()).isNotEqualTo(second);
        }
    }

    private static boolean fails(Connection connection, int id) {
        try {
            update(connection, id);
            return false;
        } catch (SQLException deadlock) {
            return deadlock.getSQLState().equals("40P01");
        }
    }

    private static void update(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE orders SET text = 'y' WHERE id = " + id);
        }
    }
}
