package io.neonwatch.collector;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import io.neonwatch.schemas.TargetState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A primary that dies while it is watched, and a standby that takes its place. */
class FailoverIT {

    private static final OwnPostgres SERVERS = new OwnPostgres();

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL_14", "POSTGRESQL_18"})
    void shouldGoOnWithTheServerThatTakesOverAndCountNothingAcross(PostgresVersion version) throws SQLException {
        Database primary = SERVERS.database(version);
        primary.server().createMonitor("watcher");
        try (TemporaryDirectory directory = TemporaryDirectory.create("failover-test");
                EmbeddedPostgres standby = primary.server().startStandby(directory.path())) {
            // Given a standby with a past of its own
            await().atMost(ofSeconds(30)).until(() -> isThere("watcher", standby));
            repeat("SELECT 42 AS asked_of_the_standby", 3_000, standby);
            TargetConfig target = new TargetConfig(
                    "shop",
                    "jdbc:postgresql://127.0.0.1:" + primary.server().port() + ",127.0.0.1:" + standby.port()
                            + "/postgres?targetServerType=primary",
                    "watcher",
                    null,
                    null);
            try (WatchedTarget watched = WatchedTarget.start(target)) {
                awaitCalls(watched, 2, primary.server());

                // When
                primary.server().kill();
                await().atMost(ofSeconds(30)).until(() -> watched.state() == TargetState.UNREACHABLE);
                execute("SELECT pg_promote()", standby);

                // Then
                await().atMost(ofSeconds(30)).until(() -> watched.state() == TargetState.ACTIVE);
                awaitCalls(watched, watched.values("neonwatch.query.calls").size() + 2, standby);
                assertThat(watched.states().stream()
                                .map(state -> state.getEpoch())
                                .distinct())
                        .hasSize(2);
                assertThat(watched.values("neonwatch.query.calls")).allMatch(calls -> calls >= 0 && calls < 3_000);
                assertThat(watched.values("postgresql.commits")).allMatch(commits -> commits >= 0 && commits < 3_000);
                assertThat(watched.values("neonwatch.server.in_recovery").getLast())
                        .isZero();
            }
        }
    }

    /** Until more rounds than these have counted calls, of which there are some. */
    private static void awaitCalls(WatchedTarget watched, int rounds, EmbeddedPostgres server) {
        await().atMost(ofSeconds(30)).until(() -> {
            repeat("SELECT 7 AS asked_by_a_user", 3, server);
            return watched.values("neonwatch.query.calls").size() > rounds;
        });
    }

    private static boolean isThere(String role, EmbeddedPostgres server) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres", role))) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(String sql, EmbeddedPostgres server) throws SQLException {
        repeat(sql, 1, server);
    }

    private static void repeat(String sql, int times, EmbeddedPostgres server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            for (int time = 0; time < times; time++) statement.execute(sql);
        }
    }
}
