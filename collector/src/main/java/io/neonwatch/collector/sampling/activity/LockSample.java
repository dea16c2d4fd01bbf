package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who waits for whom. To find that out the server stops its lock table for a moment, so it is asked only when somebody
 * waits, and only of those who have waited longest and of those whom they wait for.
 *
 * @param blocked how many wait in all
 * @param waits of those who have waited longest, and of those whom they wait for
 * @param holders by process id
 */
record LockSample(int blocked, List<LockWait> waits, Map<Integer, LockHolder> holders) {

    static final LockSample NONE = new LockSample(0, List.of(), Map.of());

    private static final String SQL = """
            WITH RECURSIVE /* neonwatch */ waiting AS MATERIALIZED (
                SELECT pid, min(waitstart) AS since, count(*) OVER () AS blocked
                FROM pg_locks WHERE NOT granted AND pid IS NOT NULL GROUP BY pid),
            longest AS MATERIALIZED (
                SELECT pid, since, blocked, pg_blocking_pids(pid) AS blockers
                FROM (SELECT * FROM waiting ORDER BY since NULLS LAST LIMIT 50) AS first),
            wait AS (
                SELECT * FROM longest
                UNION
                SELECT w.pid, w.since, w.blocked, pg_blocking_pids(w.pid)
                FROM (SELECT DISTINCT unnest(blockers) AS pid FROM wait) AS blocker
                JOIN waiting w USING (pid)
                WHERE w.pid NOT IN (SELECT pid FROM longest))
            SELECT wait.pid, wait.since, wait.blocked, wait.blockers,
                   holder.pid AS holder, holder.usename, holder.datname, holder.state,
                   coalesce(nullif(holder.application_name, ''), holder.backend_type) AS application
            FROM wait
            LEFT JOIN pg_stat_activity holder ON holder.pid = ANY (wait.blockers)
            """;

    static LockSample read(Connection connection) throws SQLException {
        int blocked = 0;
        Map<Integer, LockWait> waits = new HashMap<>();
        Map<Integer, LockHolder> holders = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                blocked = row.getInt("blocked");
                int pid = row.getInt("pid");
                if (!waits.containsKey(pid))
                    waits.put(pid, new LockWait(pid, Instants.optional(row, "since"), pids(row.getArray("blockers"))));
                if (row.getObject("holder") != null) {
                    LockHolder holder = holder(row);
                    holders.put(holder.pid(), holder);
                }
            }
        }
        return new LockSample(blocked, new ArrayList<>(waits.values()), holders);
    }

    private static LockHolder holder(ResultSet row) throws SQLException {
        return new LockHolder(
                row.getInt("holder"),
                text(row, "usename"),
                text(row, "application"),
                text(row, "datname"),
                text(row, "state"));
    }

    /** A process can be named more than once, for its parallel workers. */
    private static List<Integer> pids(Array blockers) throws SQLException {
        Integer[] pids = (Integer[]) blockers.getArray();
        return List.of(pids).stream().distinct().toList();
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
