package io.neonwatch.sandbox.neon;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When a server was last used, by the rules of Neon's {@code compute_ctl} (monitor.rs): the databases' sums of active
 * time and sessions changed; a client changed its state, or is not idle; somebody follows the log; a subscription or an
 * autovacuum works. For one thread.
 */
final class ComputeActivity {

    /** What is asked and changed under this name is not activity. */
    static final String ADMINISTRATOR = "cloud_admin";

    private static final String SQL = """
            SELECT clock_timestamp() AS now,
                   (SELECT sum(active_time)::float8 || '/' || sum(sessions) FROM pg_stat_database
                    WHERE datname NOT IN ('postgres', 'template0', 'template1')) AS sums,
                   (SELECT max(CASE WHEN state = 'idle' THEN state_change ELSE clock_timestamp() END)
                    FROM pg_stat_activity
                    WHERE backend_type = 'client backend' AND usename <> 'cloud_admin') AS changed_at,
                   EXISTS (SELECT FROM pg_stat_replication WHERE application_name <> 'walproposer')
                   OR EXISTS (SELECT FROM pg_stat_subscription WHERE pid IS NOT NULL)
                   OR EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker') AS busy
            """;

    private final Connection connection;
    private @Nullable String lastSums;
    private Instant lastUsed;

    ComputeActivity(Connection connection, Instant start) {
        this.connection = connection;
        this.lastUsed = start;
    }

    Instant lastUsed() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            Instant now = row.getObject("now", OffsetDateTime.class).toInstant();
            OffsetDateTime changedAt = row.getObject("changed_at", OffsetDateTime.class);
            String sums = String.valueOf(row.getString("sums"));
            boolean counted = lastSums != null && !lastSums.equals(sums);
            lastSums = sums;
            if (counted || row.getBoolean("busy")) lastUsed = now;
            else if (changedAt != null && changedAt.toInstant().isAfter(lastUsed)) lastUsed = changedAt.toInstant();
            return lastUsed;
        }
    }
}
