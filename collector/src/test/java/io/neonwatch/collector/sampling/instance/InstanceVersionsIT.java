package io.neonwatch.collector.sampling.instance;

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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceVersionsIT {

    private static final OwnPostgres SERVERS = new OwnPostgres();

    private final InstanceProbe probe = new InstanceProbe();

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountSessionsByHowTheyEnded(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        try (Connection connection = database.connect("neonwatch")) {
            Connection killed = database.connect();
            Connection abandoned = database.connect();
            Connection fatal = database.connect();
            List<Reading> rounds = new ArrayList<>(List.of(probe.read(connection)));

            // When
            execute(connection, "SELECT pg_terminate_backend(" + pid(killed) + ")");
            abandoned.abort(Runnable::run);
            execute(fatal, "SET idle_in_transaction_session_timeout = 50");
            fatal.setAutoCommit(false);
            execute(fatal, "SELECT 1");

            // Then each is counted once, however many rounds it takes until the server says so
            await().atMost(ofSeconds(30)).until(() -> {
                rounds.add(probe.read(connection));
                return ended(rounds, "killed") > 0 && ended(rounds, "abandoned") > 0 && ended(rounds, "fatal") > 0;
            });
            rounds.add(probe.read(connection));
            assertThat(ended(rounds, "killed")).isEqualTo(1);
            assertThat(ended(rounds, "abandoned")).isEqualTo(1);
            assertThat(ended(rounds, "fatal")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountConnectionsByWhoseTheyAre(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        String odd = "odd \"🐘\"";
        database.execute("CREATE ROLE \"" + odd.replace("\"", "\"\"") + "\" LOGIN");
        database.execute("CREATE DATABASE \"" + odd.replace("\"", "\"\"") + "\"");
        String url = database.server().jdbcUrl("odd%20%22%F0%9F%90%98%22", "odd%20%22%F0%9F%90%98%22");
        try (Connection connection = database.connect("neonwatch");
                Connection _ = DriverManager.getConnection(url + "&ApplicationName=api");
                Connection _ = DriverManager.getConnection(url + "&ApplicationName=api")) {
            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(values(reading, "neonwatch.connections.by_user", Map.of("user", odd)))
                    .containsExactly(2.0);
            assertThat(values(reading, "neonwatch.connections.by_database", Map.of("database", odd)))
                    .containsExactly(2.0);
            assertThat(values(reading, "neonwatch.connections.by_application", Map.of("application", "api")))
                    .containsExactly(2.0);
            assertThat(values(reading, "neonwatch.connections.by_application", Map.of("application", "neonwatch")))
                    .containsExactly(1.0);
            assertThat(values(reading, "neonwatch.start_time", Map.of()))
                    .singleElement()
                    .satisfies(start -> assertThat(start)
                            .isBetween(
                                    reading.observedAt().getEpochSecond() - 3600.0,
                                    reading.observedAt().getEpochSecond() + 1.0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellChangedSettingsOnceAndNoSecrets(PostgresVersion version) throws SQLException {
        // Given a session that has set something for itself, as the collector does
        Database database = SERVERS.database(version);
        try (Connection connection = database.connect("neonwatch")) {
            execute(connection, "SET work_mem = '1GB'");
            Reading before = probe.read(connection);

            // When
            execute(connection, "ALTER SYSTEM SET work_mem = '7MB'");
            execute(connection, "ALTER SYSTEM SET archive_command = 'upload --key hunter2 %p'");
            execute(connection, "ALTER SYSTEM SET max_connections = 41");
            execute(connection, "SELECT pg_reload_conf()");

            // Then
            await().atMost(ofSeconds(20)).untilAsserted(() -> {
                Reading changed = probe.read(connection);
                assertThat(points(changed, "neonwatch.setting.changes"))
                        .extracting(Point::attributes)
                        .containsExactlyInAnyOrder(
                                Map.of("name", "work_mem", "value", "7168"),
                                Map.of("name", "archive_command", "value", ""));
                assertThat(Batches.of(changed).toString()).doesNotContain("hunter2");
            });
            Reading after = probe.read(connection);
            Map<String, String> workMemory = Map.of("name", "work_mem", "unit", "By");
            assertThat(values(before, "neonwatch.setting", workMemory)).containsExactly(4.0 * 1024 * 1024);
            assertThat(values(after, "neonwatch.setting", workMemory)).containsExactly(7.0 * 1024 * 1024);
            assertThat(points(after, "neonwatch.setting.changes")).isEmpty();
            assertThat(values(before, "neonwatch.settings.pending_restart", Map.of()))
                    .containsExactly(0.0);
            assertThat(values(after, "neonwatch.settings.pending_restart", Map.of()))
                    .containsExactly(1.0);
            assertThat(values(after, "neonwatch.setting.pending_restart", Map.of("name", "max_connections")))
                    .containsExactly(1.0);
        }

        // When what was pending comes into force with a restart
        database.server().restart();
        try (Connection connection = database.connect("neonwatch")) {
            probe.connected(new Server(version.major() * 10_000, "", ""));
            Reading restarted = probe.read(connection);

            // Then
            assertThat(points(restarted, "neonwatch.setting.changes"))
                    .extracting(Point::attributes)
                    .containsExactly(Map.of("name", "max_connections", "value", "41"));
            assertThat(points(restarted, "neonwatch.sessions.ended")).isEmpty();
        } finally {
            database.execute("ALTER SYSTEM RESET archive_command");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepSuperusersSettingsFromAnUnprivilegedUser(PostgresVersion version) throws SQLException {
        // Given
        Database database = SERVERS.database(version);
        database.execute("CREATE ROLE nobody_special LOGIN");
        try (Connection connection =
                DriverManager.getConnection(database.server().jdbcUrl("postgres", "nobody_special"))) {
            // When
            Reading reading = probe.read(connection);

            // Then
            assertThat(reading.shortcoming()).contains("GRANT pg_monitor");
            assertThat(values(reading, "neonwatch.setting", Map.of("name", "max_connections")))
                    .hasSize(1);
            assertThat(values(reading, "neonwatch.connections.by_user", Map.of("user", "nobody_special")))
                    .containsExactly(1.0);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double ended(List<Reading> rounds, String reason) {
        return rounds.stream()
                .flatMap(reading -> values(reading, "neonwatch.sessions.ended", Map.of("reason", reason)).stream())
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
