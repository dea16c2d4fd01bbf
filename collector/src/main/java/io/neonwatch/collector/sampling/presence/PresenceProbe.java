package io.neonwatch.collector.sampling.presence;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** One statement that reads no table: the database answers, and where the server's log is. */
public final class PresenceProbe implements Probe {

    private static final String SQL = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch,
                   CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                        ELSE pg_current_wal_insert_lsn() END::text AS lsn
            """;

    private final RecoveryMarks marks;

    /** @param marks told of every moment at which this probe asked */
    public PresenceProbe(RecoveryMarks marks) {
        this.marks = marks;
    }

    @Override
    public String name() {
        return "presence";
    }

    @Override
    public List<MetricFamily> metrics() {
        return PresenceMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            row.next();
            Instant now = Instants.required(row, "observed_at");
            marks.add(now, row.getString("lsn"));
            return new PresenceReading(now, row.getString("epoch"));
        }
    }
}
