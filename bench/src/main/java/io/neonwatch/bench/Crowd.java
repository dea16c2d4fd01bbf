package io.neonwatch.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Other people's sessions: most idle, some with a short query now and then. */
final class Crowd implements AutoCloseable {

    /** Of the statements: in most databases a few are run all the time, and most now and then. */
    private static final int RUNNING = 50;

    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param busy of the sessions, with 20 queries a second at most */
    Crowd(String url, int sessions, int busy) throws SQLException {
        for (int session = 0; session < sessions; session++) connections.add(DriverManager.getConnection(url));
        for (Connection connection : connections.subList(0, busy))
            threads.add(Thread.ofVirtual().start(() -> work(connection)));
    }

    private static void work(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            while (true) {
                statement.execute(
                        ReferenceSchema.select(ThreadLocalRandom.current().nextInt(RUNNING)));
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // The interruption that ends it closes the connection that it waits for.
            if (!Thread.currentThread().isInterrupted()) throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        for (Connection connection : connections) connection.close();
    }
}
