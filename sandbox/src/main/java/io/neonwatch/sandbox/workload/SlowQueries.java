package io.neonwatch.sandbox.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reports that take as long as they are told to. Safe for use by many threads. */
final class SlowQueries {

    private static final String APPLICATION = "shop-reports";
    private static final String REPORT = """
            WITH delay AS MATERIALIZED (SELECT pg_sleep(?))
            SELECT o.status, count(*) FROM delay, orders o GROUP BY o.status""";

    private final Database database;
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();

    SlowQueries(Database database) {
        this.database = database;
    }

    /** Runs the report that often on a connection of its own; returns when the last one has ended. */
    void run(int times, Duration duration) throws SQLException {
        try (Connection connection = database.connect(APPLICATION);
                PreparedStatement statement = connection.prepareStatement(REPORT)) {
            running.add(statement);
            try {
                statement.setDouble(1, duration.toNanos() / 1e9);
                for (int i = 0; i < times; i++) statement.execute();
            } finally {
                running.remove(statement);
            }
        }
    }

    /** Ends the reports that are running, in good order. */
    void cancel() {
        for (Statement statement : running) {
            try {
                statement.cancel();
            } catch (SQLException alreadyGone) {
                // The database ended it.
            }
        }
    }
}
