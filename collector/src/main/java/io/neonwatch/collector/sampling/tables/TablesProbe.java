package io.neonwatch.collector.sampling.tables;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMark;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the counters of the database's own tables; temporary and locked ones are left out. */
public final class TablesProbe implements Probe {

    // Two statements in one round trip. The functions rather than pg_stat_user_tables, which also adds up all indexes.
    // The counters go back to zero after a crash, which only pg_stat_bgwriter tells.
    private static final String SQL = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                        ELSE pg_current_wal_insert_lsn() END::text AS lsn,
                   concat_ws('.',
                       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                       coalesce((extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000)::bigint, 0),
                       coalesce((extract(epoch FROM pg_stat_get_db_stat_reset_time(oid)) * 1000)::bigint, 0)) AS epoch
            FROM pg_database WHERE datname = current_database();
            SELECT /* neonwatch */
                   c.oid::bigint AS id, n.nspname, c.relname, locked.relation IS NOT NULL AS locked,
                   pg_stat_get_tuples_inserted(c.oid) AS inserted,
                   pg_stat_get_tuples_updated(c.oid) AS updated,
                   pg_stat_get_tuples_deleted(c.oid) AS deleted,
                   pg_stat_get_live_tuples(c.oid) AS live,
                   pg_stat_get_dead_tuples(c.oid) AS dead,
                   pg_stat_get_vacuum_count(c.oid) + pg_stat_get_autovacuum_count(c.oid)
                       + pg_stat_get_analyze_count(c.oid) + pg_stat_get_autoanalyze_count(c.oid) AS maintenance,
                   c.reltuples::float8 AS rows_at_maintenance
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN (SELECT DISTINCT relation FROM pg_locks
                       WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock' AND granted
                         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locked
                   ON locked.relation = c.oid
            WHERE c.relkind = 'r' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            """;

    private final RecoveryMarks marks;
    private final TableHistory history = new TableHistory();
    private final MassChanges massChanges = new MassChanges();
    private @Nullable Instant previousAt;

    /** @param marks told of every moment at which this probe asked, and asked where the log was before the changes */
    public TablesProbe(RecoveryMarks marks) {
        this.marks = marks;
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public List<MetricFamily> metrics() {
        return TablesMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.execute();
            Instant now;
            String epoch;
            try (ResultSet moment = statement.getResultSet()) {
                moment.next();
                now = Instants.required(moment, "observed_at");
                epoch = moment.getString("epoch");
                marks.add(now, moment.getString("lsn"));
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return reading(now, epoch, rows);
            }
        }
    }

    private Reading reading(Instant now, String epoch, ResultSet rows) throws SQLException {
        List<TableSample> samples = new ArrayList<>();
        Set<Long> locked = new HashSet<>();
        Set<Long> ids = new HashSet<>();
        while (rows.next()) {
            ids.add(rows.getLong("id"));
            if (rows.getBoolean("locked")) locked.add(rows.getLong("id"));
            else samples.add(sample(rows));
        }
        List<TableChange> changes = history.add(now, epoch, samples, locked);
        List<MassChanges.Row> mass = massChanges.add(changes);
        massChanges.retain(ids);
        Instant start = changes.stream()
                .filter(change -> !change.isEmpty())
                .map(TableChange::since)
                .min(Instant::compareTo)
                .orElse(changes.isEmpty() ? null : previousAt);
        previousAt = now;
        RecoveryMark before = start == null ? null : marks.beforeChangesSince(start);
        return new TablesReading(now, epoch, start, before, samples, changes, mass);
    }

    private static TableSample sample(ResultSet row) throws SQLException {
        return new TableSample(
                row.getLong("id"),
                row.getString("nspname"),
                row.getString("relname"),
                row.getLong("inserted"),
                row.getLong("updated"),
                row.getLong("deleted"),
                row.getLong("live"),
                row.getLong("dead"),
                row.getLong("maintenance"),
                row.getDouble("rows_at_maintenance"));
    }
}
