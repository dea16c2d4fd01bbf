package io.neonwatch.collector.sampling.instance;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One statement: connections by state, their limit, and sessions that ended by a fatal error. */
public final class InstanceProbe implements Probe {

    // Without pg_read_all_stats another role's sessions show neither state nor backend type. The own session is always
    // there, so there is always a row. The counters go back to zero after a crash, which only pg_stat_bgwriter tells.
    private static final String SQL = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())::float8 AS uptime,
                   concat_ws('.',
                       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                       coalesce((extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000)::bigint, 0),
                       totals.reset) AS epoch,
                   current_setting('max_connections')::int AS most,
                   current_setting('superuser_reserved_connections')::int
                       + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
                   pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all,
                   totals.sessions_fatal,
                   backends.state,
                   backends.sessions
            FROM (SELECT coalesce(sum(sessions_fatal), 0)::bigint AS sessions_fatal,
                         coalesce((extract(epoch FROM max(stats_reset)) * 1000)::bigint, 0) AS reset
                  FROM pg_stat_database) AS totals,
                 (SELECT coalesce(state, CASE WHEN backend_type IS NULL THEN 'unknown' ELSE 'starting' END) AS state,
                         count(*) AS sessions
                  FROM pg_stat_activity
                  WHERE backend_type = 'client backend' OR backend_type IS NULL AND usesysid IS NOT NULL
                  GROUP BY 1) AS backends
            """;

    private @Nullable InstanceCounts previous;

    @Override
    public String name() {
        return "instance";
    }

    @Override
    public List<MetricFamily> metrics() {
        return InstanceMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            InstanceCounts counts = new InstanceCounts(
                    Instants.required(row, "observed_at"),
                    row.getString("epoch"),
                    row.getDouble("uptime"),
                    row.getInt("most"),
                    row.getInt("reserved"),
                    row.getLong("sessions_fatal"),
                    row.getBoolean("sees_all"),
                    sessions(row));
            InstanceReading reading = InstanceReading.of(counts, previous);
            previous = counts;
            return reading;
        }
    }

    private static Map<String, Integer> sessions(ResultSet row) throws SQLException {
        Map<String, Integer> sessions = new TreeMap<>();
        do sessions.put(row.getString("state"), row.getInt("sessions"));
        while (row.next());
        return sessions;
    }
}
