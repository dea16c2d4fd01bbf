package io.neonwatch.collector.sampling.instance;

import java.util.List;
import java.util.stream.Collectors;

/** What the instance probe asks. */
final class InstanceStatement {

    // Without pg_read_all_stats another role's sessions show neither state nor backend type. The counters go back to
    // zero
    // after a crash, which only pg_stat_bgwriter tells. Settings as after RESET, since this session has set some for
    // itself. A session reads the server's files again before its next statement, and only then do its settings change;
    // to read them all takes longer than everything else here.
    /** One parameter: {@code settings_loaded_at} as last seen. */
    static final String TEXT = """
            SELECT /* neonwatch */
                   clock_timestamp() AS observed_at,
                   pg_postmaster_start_time() AS started_at,
                   concat_ws('.',
                       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                       coalesce((extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000)::bigint, 0),
                       totals.reset) AS epoch,
                   current_setting('max_connections')::int AS most,
                   current_setting('superuser_reserved_connections')::int
                       + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
                   pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all,
                   totals.*,
                   ARRAY(SELECT ARRAY[
                             coalesce(state, CASE WHEN backend_type IS NULL THEN 'unknown' ELSE 'starting' END),
                             datname, usename, application_name, count(*)::text]
                         FROM pg_stat_activity
                         WHERE backend_type = 'client backend' OR backend_type IS NULL AND usesysid IS NOT NULL
                         GROUP BY state, backend_type, datname, usename, application_name) AS sessions,
                   pg_conf_load_time()::text AS settings_loaded_at,
                   CASE WHEN pg_conf_load_time()::text IS DISTINCT FROM ? THEN ARRAY(
                       SELECT ARRAY[name, vartype, unit,
                                    CASE WHEN vartype <> 'string' OR name IN (%s) THEN reset_val END,
                                    hashtextextended(reset_val, 0)::text, pending_restart::text]
                       FROM pg_settings
                       WHERE name IN (%s) OR pending_restart) END AS settings
            FROM (SELECT coalesce(sum(sessions), 0)::bigint AS sessions_started,
                         coalesce(sum(sessions_abandoned), 0)::bigint AS sessions_abandoned,
                         coalesce(sum(sessions_fatal), 0)::bigint AS sessions_fatal,
                         coalesce(sum(sessions_killed), 0)::bigint AS sessions_killed,
                         coalesce((extract(epoch FROM max(stats_reset)) * 1000)::bigint, 0) AS reset
                  FROM pg_stat_database) AS totals
            """.formatted(quoted(ImportantSettings.HARMLESS_TEXTS), quoted(ImportantSettings.NAMES));

    private InstanceStatement() {}

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
