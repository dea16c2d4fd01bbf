package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks who uses a compute, by the rules by which Neon decides whether it is idle (compute_tools, monitor.rs). */
final class ComputeLook {

    // The databases that Neon leaves out of its sums are left out here too. Neon sums the active time as well; ours is
    // in
    // it, and whoever else was active has a session that was opened or has changed its state.
    private static final String SQL = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch,
                   (SELECT max(CASE WHEN state = 'idle' THEN state_change ELSE clock_timestamp() END)
                    FROM pg_stat_activity
                    WHERE backend_type = 'client backend'
                      AND usename IS DISTINCT FROM 'cloud_admin'
                      AND application_name <> 'neonwatch') AS changed_at,
                   (SELECT coalesce(sum(sessions), 0)::bigint
                    FROM pg_stat_database
                    WHERE datname NOT IN ('postgres', 'template0', 'template1')) AS sessions,
                   EXISTS (SELECT FROM pg_stat_replication WHERE application_name <> 'walproposer')
                       OR EXISTS (SELECT FROM pg_stat_subscription WHERE pid IS NOT NULL)
                       OR EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker') AS busy
            """;

    private ComputeLook() {}

    static Usage at(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Usage(
                    Instants.required(row, "observed_at"),
                    row.getString("epoch"),
                    Instants.optional(row, "changed_at"),
                    row.getLong("sessions"),
                    row.getBoolean("busy"));
        }
    }
}
