package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.Server;

/**
 * The statement about all tables, TOAST tables and indexes, a row for each, and before or after them one row that is
 * about no relation, but about all. Null stands for what is so with most, as for zero: every value of hundreds of rows costs
 * the server as much as the next. For the same reason moments are told, in seconds since 1970, and not how long ago they are.
 *
 * <p>The functions rather than the views, which add up more than is needed here. Sizes are not among the columns, but
 * what tells whether they can have changed; for a GIN or a BRIN index nothing does, since what waits to go into it is put
 * there at any time. The counters go back to zero after a crash, which only {@code
 * pg_stat_bgwriter} tells.
 */
final class RelationQuery {

    private static final String SQL = """
            SELECT /* neonwatch */
                   whole.*, relation.*
            FROM (SELECT 0::bigint AS no_relation,
                         clock_timestamp() AS observed_at,
                         concat_ws('.',
                             (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                             coalesce((extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()) * 1000)::bigint, 0),
                             coalesce((extract(epoch FROM pg_stat_get_db_stat_reset_time(oid)) * 1000)::bigint, 0))
                             AS epoch,
                         date_part('epoch', now() - pg_stat_get_db_stat_reset_time(oid)) AS statistics_age,
                         pg_is_in_recovery() OR current_setting('track_counts') = 'off' AS uncounted,
                         has_column_privilege('pg_catalog.pg_statistic', 'stawidth', 'SELECT') AS sees_widths,
                         pg_has_role(current_user, 'pg_read_all_data', 'USAGE') AS sees_data
                  FROM pg_database WHERE datname = current_database()) AS whole
            FULL JOIN (
                SELECT c.oid::bigint AS id, c.relkind::text AS relkind, n.nspname AS schema, c.relname AS name,
                       i.indrelid::bigint AS table_id, nullif(c.reltoastrelid::bigint, 0) AS toast_id,
                       c.relfilenode::bigint AS file,
                       nullif(lock.exclusive, false) AS locked,
                       CASE WHEN lock.relation IS NOT NULL OR c.relam IN (2742, 3580) -- GIN and BRIN
                            THEN true END AS in_change,
                       CASE WHEN c.relkind <> 'i'
                            THEN nullif(pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid)
                                        + pg_stat_get_tuples_deleted(c.oid)
                                        + CASE WHEN c.relkind = 't'
                                               THEN pg_stat_get_vacuum_count(c.oid) + pg_stat_get_autovacuum_count(c.oid)
                                               ELSE 0 END, 0)
                            END AS changes,
                       CASE WHEN NOT i.indisvalid AND lock.kept_up IS NOT true -- a rebuild shows one index only
                                 AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p
                                                 WHERE p.index_relid = c.oid) THEN 'INVALID'
                            WHEN NOT i.indisvalid OR NOT i.indisready THEN 'IN_PROGRESS'
                            WHEN i.indisunique OR i.indisexclusion OR i.indisreplident THEN 'CONSTRAINT'
                            WHEN part.of_used THEN 'PART'
                            ELSE 'USABLE' END AS state,
                       nullif(pg_stat_get_numscans(c.oid), 0) AS scans,
                       nullif(pg_stat_get_tuples_returned(c.oid), 0) AS rows_read,
                       nullif(pg_stat_get_tuples_fetched(c.oid), 0) AS rows_fetched,
                       nullif(pg_stat_get_blocks_fetched(c.oid), 0) AS blocks_fetched,
                       nullif(pg_stat_get_blocks_hit(c.oid), 0) AS blocks_hit,
                       %s
                       t.*
                FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_index i ON i.indexrelid = c.oid
                LEFT JOIN (SELECT relation, bool_or(mode = 'AccessExclusiveLock') AS exclusive,
                                  bool_or(mode = 'ShareUpdateExclusiveLock') AS kept_up FROM pg_locks
                           WHERE locktype = 'relation' AND mode NOT IN ('AccessShareLock', 'RowShareLock')
                             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                           GROUP BY relation) AS lock
                       ON lock.relation = c.oid
                LEFT JOIN (SELECT h.inhrelid, bool_or(pg_stat_get_numscans(h.inhrelid) > 0)
                                                  OVER (PARTITION BY whole.root) AS of_used
                           FROM pg_inherits h
                           JOIN (SELECT inhparent, pg_partition_root(inhparent) AS root
                                 FROM (SELECT DISTINCT inhparent FROM pg_inherits) AS parent) AS whole
                                USING (inhparent)) AS part
                       ON part.inhrelid = i.indexrelid AND c.relispartition
                LEFT JOIN LATERAL (
                    SELECT nullif(pg_stat_get_tuples_hot_updated(c.oid), 0) AS hot_updates,
                           nullif(pg_stat_get_live_tuples(c.oid), 0) AS live,
                           nullif(pg_stat_get_dead_tuples(c.oid), 0) AS dead,
                           nullif(pg_stat_get_mod_since_analyze(c.oid), 0) AS changed_since_analyze,
                           nullif(pg_stat_get_ins_since_vacuum(c.oid), 0) AS inserted_since_vacuum,
                           date_part('epoch', greatest(pg_stat_get_last_vacuum_time(c.oid),
                               pg_stat_get_last_autovacuum_time(c.oid))) AS vacuum_at,
                           date_part('epoch', greatest(pg_stat_get_last_analyze_time(c.oid),
                               pg_stat_get_last_autoanalyze_time(c.oid))) AS analyze_at,
                           nullif(pg_stat_get_vacuum_count(c.oid), 0) AS vacuums,
                           nullif(pg_stat_get_autovacuum_count(c.oid), 0) AS autovacuums,
                           nullif(pg_stat_get_analyze_count(c.oid), 0) AS analyzes,
                           nullif(pg_stat_get_autoanalyze_count(c.oid), 0) AS autoanalyzes,
                           %s
                           age(c.relfrozenxid) AS xid_age,
                           mxid_age(c.relminmxid) AS multixact_age
                    ) AS t ON c.relkind IN ('r', 'm')
                WHERE c.relkind IN ('r', 'm', 't', 'i') AND c.relpersistence <> 't'
                  AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                  AND (n.nspname <> 'pg_toast' OR c.relkind = 't' AND c.oid >= 16384)
                ) AS relation ON relation.id = whole.no_relation
            """;

    private static final String SINCE_16 = """
            date_part('epoch', pg_stat_get_lastscan(c.oid)) AS scan_at,
            """;

    private static final String OF_TABLES_SINCE_16 = """
            nullif(pg_stat_get_tuples_newpage_updated(c.oid), 0) AS new_page_updates,
            """;

    private static final String OF_TABLES_SINCE_18 = """
            nullif(pg_stat_get_total_vacuum_time(c.oid) + pg_stat_get_total_autovacuum_time(c.oid), 0) / 1000
                AS vacuum_seconds,
            nullif(pg_stat_get_total_analyze_time(c.oid) + pg_stat_get_total_autoanalyze_time(c.oid), 0) / 1000
                AS analyze_seconds,
            """;

    private RelationQuery() {}

    static String of(Server server) {
        return SQL.formatted(
                server.major() >= 16 ? SINCE_16 : "",
                (server.major() >= 16 ? OF_TABLES_SINCE_16 : "") + (server.major() >= 18 ? OF_TABLES_SINCE_18 : ""));
    }
}
