package io.neonwatch.deploy.compose;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The shop's database, as somebody who has the password may break it. */
record WatchedDatabase(int port) {

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    long number(String query) throws SQLException {
        try (Connection connection = connect()) {
            return number(connection, query);
        }
    }

    /** A query that runs until it is closed, but not longer than the limit. */
    SlowQuery slowQuery(Duration limit) throws SQLException {
        Connection connection = connect();
        long pid = number(connection, "SELECT pg_backend_pid()");
        Statement statement = connection.createStatement();
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                statement.execute("SELECT pg_sleep(" + limit.toSeconds() + ")");
            } catch (SQLException cancelled) {
                // As it should be.
            }
        });
        return new SlowQuery(connection, statement, running, pid);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/shop?connectTimeout=5", "postgres", "postgres");
    }

    /** @param pid of its session, by which a page names it */
    record SlowQuery(Connection connection, Statement statement, Thread running, long pid) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            statement.cancel();
            running.join();
            connection.close();
        }
    }
}
