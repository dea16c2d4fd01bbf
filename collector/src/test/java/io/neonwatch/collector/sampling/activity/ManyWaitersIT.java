package io.neonwatch.collector.sampling.activity;

import static io.neonwatch.collector.sampling.Batches.points;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.sandbox.postgres.EmbeddedPostgres;
import io.neonwatch.sandbox.postgres.PostgresArchive;
import io.neonwatch.sandbox.process.TemporaryDirectory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** More sessions wait than are asked about, on a server that takes as many. */
class ManyWaitersIT {

    private static final int WAITERS = 55;

    private final ActivityProbe probe = new ActivityProbe(ofSeconds(60), ofSeconds(1), new RecoveryMarks());

    @Test
    void shouldFindTheRootBehindOneThatBeganToWaitLast() throws Exception {
        // Given many that wait for one, which then waits for another, and that for a third
        try (TemporaryDirectory directory = TemporaryDirectory.create("many-waiters");
                EmbeddedPostgres server = EmbeddedPostgres.start(
                        directory.path(), PostgresArchive.onClassPath().getFirst(), 80)) {
            Database database = new Database(server, "postgres");
            List<Connection> connections = new ArrayList<>();
            try (Connection watching = database.connect("neonwatch")) {
                probe.connected(new Server(170_000, "17.0", "1"));
                Connection root = holder(database, connections, 3);
                Connection middle = holder(database, connections, 2);
                Connection busy = holder(database, connections, 1);
                for (int waiter = 0; waiter < WAITERS; waiter++) waitFor(1, added(database, connections));
                awaitWaiters(watching, WAITERS);
                waitFor(2, busy);
                awaitWaiters(watching, WAITERS + 1);
                waitFor(3, middle);
                awaitWaiters(watching, WAITERS + 2);

                // When
                Reading reading = probe.read(watching);

                // Then
                assertThat(points(reading, "neonwatch.lock.blocking"))
                        .extracting(point -> point.attributes().get("pid"))
                        .containsExactly(pid(root));
                assertThat(points(reading, "neonwatch.lock.wait", Map.of("pid", pid(middle))))
                        .extracting(point -> point.attributes().get("blocking_pid"))
                        .containsExactly(pid(root));
                assertThat(points(reading, "neonwatch.lock.blocked"))
                        .extracting(point -> point.value())
                        .containsExactly(WAITERS + 2.0);
            } finally {
                for (Connection connection : connections) connection.close();
            }
        }
    }

    private static Connection added(Database database, List<Connection> connections) throws SQLException {
        Connection connection = database.connect();
        connections.add(connection);
        return connection;
    }

    private static Connection holder(Database database, List<Connection> connections, int key) throws SQLException {
        Connection connection = added(database, connections);
        lock(key, connection);
        return connection;
    }

    private static void waitFor(int key, Connection connection) {
        Thread.ofVirtual().start(() -> {
            try {
                lock(key, connection);
            } catch (SQLException _) {
                // Closed while it waits, as most are in the end.
            }
        });
    }

    private static void lock(int key, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + key + ")");
        }
    }

    private static void awaitWaiters(Connection connection, int number) {
        await().atMost(ofSeconds(60)).until(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
                return row.next() && row.getInt(1) == number;
            }
        });
    }

    private static String pid(Connection connection) throws SQLException {
        return String.valueOf(connection.unwrap(PGConnection.class).getBackendPID());
    }
}
