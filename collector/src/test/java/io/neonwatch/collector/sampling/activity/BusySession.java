package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.SharedPostgres.Database;
import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** A client that runs one execution after the other without a pause, and notes when each ran. */
final class BusySession implements AutoCloseable {

    private static final String SQL =
            "SELECT statement_timestamp() AS started, clock_timestamp() AS ended FROM pg_sleep(?)";

    private final Connection connection;
    private final int pid;
    private final Random random;
    private final List<Ran> executions = new ArrayList<>();

    BusySession(Database database, int seed) {
        try {
            connection = database.connect("busy");
            pid = connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        random = new Random(seed);
    }

    static void runAll(List<BusySession> sessions, int count, Duration shortest, Duration longest) {
        // Threads of their own: the usual pool has but one on a small machine.
        CompletableFuture.allOf(sessions.stream()
                        .map(session -> CompletableFuture.runAsync(
                                () -> session.run(count, shortest, longest), Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** As many executions, each of a random length. */
    void run(int count, Duration shortest, Duration longest) {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (int number = 0; number < count; number++) {
                statement.setDouble(1, random.nextLong(shortest.toNanos(), longest.toNanos()) / 1e9);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    executions.add(new Ran(pid, Instants.required(row, "started"), Instants.required(row, "ended")));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Ran> executions() {
        return executions;
    }

    int pid() {
        return pid;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
