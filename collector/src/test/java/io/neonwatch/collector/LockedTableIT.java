package io.neonwatch.collector;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.schemas.TargetState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While somebody alters a table for long, the collector neither waits for it nor makes anybody else wait. */
@Timeout(120)
class LockedTableIT {

    /** What the collector must not be seen doing. */
    private static final String SAMPLE = """
            WITH own AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE application_name = 'neonwatch')
            SELECT (SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM own))
                   + (SELECT count(*) FROM pg_stat_activity AS waiting
                      WHERE pg_blocking_pids(waiting.pid) && (SELECT array_agg(pid) FROM own)) AS waits,
                   (SELECT count(*) FROM own) AS sessions,
                   (SELECT count(*) FROM pg_stat_activity
                    WHERE application_name = 'queued' AND wait_event_type = 'Lock') AS queued
            """;

    @Test
    void shouldNeitherWaitNorMakeOthersWait() throws Exception {
        try (OwnServer server = new OwnServer()) {
            // Given
            server.execute(
                    "CREATE TABLE locked (id int PRIMARY KEY, x text)",
                    "INSERT INTO locked SELECT i, 'x' FROM generate_series(1, 1000) AS i",
                    "CREATE TABLE neighbour AS SELECT * FROM locked",
                    "GRANT ALL ON locked, neighbour TO shop");
            try (WatchedTarget target = WatchedTarget.start(server.target());
                    Connection owner = server.connect("postgres");
                    Connection user = server.connect("shop");
                    Connection observer = server.connect("postgres")) {
                await().atMost(ofSeconds(30)).until(() -> target.state() == TargetState.ACTIVE);
                owner.setAutoCommit(false);
                execute(owner, "ALTER TABLE locked ADD COLUMN y int DEFAULT 1");

                // When a user queues behind the lock, and others work on the table beside it
                CompletableFuture<Void> queued = CompletableFuture.runAsync(() -> read(server));
                long rounds = target.batches("tables").count();
                long activity = target.batches("activity").count();
                execute(user, "SET lock_timeout = '500ms'");
                await().atMost(ofSeconds(40)).pollInterval(ofMillis(20)).until(() -> {
                    execute(user, "UPDATE neighbour SET x = 'y' WHERE id = 7");
                    Seen seen = Seen.by(observer);
                    assertThat(seen.waits()).isZero();
                    assertThat(seen.sessions()).isLessThanOrEqualTo(1);
                    return seen.queued() == 1
                            && target.batches("tables").count() > rounds + 15
                            && target.batches("activity").count() > activity + 15;
                });

                // Then all is seen as before
                assertThat(target.points("neonwatch.collector.probe.degraded")).isEmpty();
                assertThat(target.values("neonwatch.up")).doesNotContain(0.0);
                assertThat(queued).isNotDone();
                owner.rollback();
                queued.join();
            }
        }
    }

    private record Seen(int waits, int sessions, int queued) {

        static Seen by(Connection observer) throws SQLException {
            try (Statement statement = observer.createStatement();
                    ResultSet row = statement.executeQuery(SAMPLE)) {
                row.next();
                return new Seen(row.getInt("waits"), row.getInt("sessions"), row.getInt("queued"));
            }
        }
    }

    private static void read(OwnServer server) {
        try (Connection connection = server.connect("shop")) {
            execute(connection, "SET application_name = 'queued'");
            execute(connection, "SELECT count(*) FROM locked");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
