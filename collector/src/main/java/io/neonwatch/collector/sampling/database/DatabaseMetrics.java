package io.neonwatch.collector.sampling.database;

import static io.neonwatch.metrics.Metric.delta;
import static io.neonwatch.metrics.Metric.gauge;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class DatabaseMetrics {

    private static final String DATABASE = "database";

    /** One row for each database, and one without a name for what all of them share. */
    static final Section ACTIVITY = Section.of(
                    "pg_stat_database",
                    List.of(DATABASE),
                    List.of("s.datname"),
                    "pg_stat_database s",
                    counted("postgresql.commits", "{transaction}", "Transactions committed", "s.xact_commit"),
                    counted("postgresql.rollbacks", "{transaction}", "Transactions rolled back", "s.xact_rollback"),
                    counted("postgresql.deadlocks", "{deadlock}", "Deadlocks found", "s.deadlocks"),
                    counted(
                            "postgresql.query.conflicts",
                            "{query}",
                            "Queries cancelled by recovery on a standby",
                            "s.conflicts"),
                    counted("postgresql.temp_files", "{temp_file}", "Temporary files written", "s.temp_files"),
                    counted("postgresql.temp.io", "By", "Written to temporary files", "s.temp_bytes"),
                    counted("postgresql.blks_hit", "{block}", "Blocks found in shared buffers", "s.blks_hit"),
                    counted("postgresql.blks_read", "{block}", "Blocks read into them", "s.blks_read"),
                    counted(
                            "neonwatch.database.block_read_time",
                            "s",
                            "Of backends; needs track_io_timing",
                            "s.blk_read_time / 1000"),
                    counted(
                            "neonwatch.database.block_write_time",
                            "s",
                            "Of backends; needs track_io_timing",
                            "s.blk_write_time / 1000"),
                    counted(
                            "postgresql.tup_returned",
                            "{row}",
                            "Rows read by scans of tables and indexes",
                            "s.tup_returned"),
                    counted("postgresql.tup_fetched", "{row}", "Rows fetched by index scans", "s.tup_fetched"),
                    counted("postgresql.tup_inserted", "{row}", "Rows inserted", "s.tup_inserted"),
                    counted("postgresql.tup_updated", "{row}", "Rows updated", "s.tup_updated"),
                    counted("postgresql.tup_deleted", "{row}", "Rows deleted", "s.tup_deleted"),
                    counted(
                            "neonwatch.database.session_time",
                            "s",
                            "Lifetime of client sessions",
                            "s.session_time / 1000"),
                    counted(
                            "neonwatch.database.active_time",
                            "s",
                            "Of it, spent in statements",
                            "s.active_time / 1000"),
                    counted(
                            "neonwatch.database.idle_in_transaction_time",
                            "s",
                            "Of it, idle in transactions",
                            "s.idle_in_transaction_time / 1000"),
                    counted("neonwatch.database.sessions.started", "{session}", "Sessions established", "s.sessions"),
                    counted(
                            "neonwatch.database.sessions.abandoned",
                            "{session}",
                            "Sessions ended because the client was gone",
                            "s.sessions_abandoned"),
                    counted(
                            "neonwatch.database.sessions.fatal",
                            "{session}",
                            "Sessions ended by a fatal error",
                            "s.sessions_fatal"),
                    counted(
                            "neonwatch.database.sessions.killed",
                            "{session}",
                            "Sessions ended by an operator",
                            "s.sessions_killed"),
                    counted(
                            "neonwatch.database.checksum_failures",
                            "{failure}",
                            "Damaged pages met; nothing without data checksums",
                            "s.checksum_failures"),
                    Column.of(
                            delta(
                                            "neonwatch.database.parallel_workers.planned",
                                            "{worker}",
                                            "Parallel workers that queries asked for")
                                    .since(18),
                            "s.parallel_workers_to_launch"),
                    Column.of(
                            delta(
                                            "neonwatch.database.parallel_workers.launched",
                                            "{worker}",
                                            "Parallel workers that they got")
                                    .since(18),
                            "s.parallel_workers_launched"))
            .identifiedBy("s.datid");

    static final Section AGES = Section.of(
                    "pg_database",
                    List.of(DATABASE),
                    List.of("d.datname"),
                    "pg_database d WHERE d.datconnlimit <> -2", // not those whose DROP DATABASE was interrupted
                    Column.of(
                            gauge(
                                    "neonwatch.database.xid_age",
                                    "{transaction}",
                                    "Transactions since the oldest id not yet frozen; writes stop near 2.1 thousand million"),
                            "age(d.datfrozenxid)"),
                    Column.of(
                            gauge(
                                    "neonwatch.database.xid_age.ratio",
                                    "1",
                                    "The same over autovacuum_freeze_max_age; over 1 a forced vacuum is due or behind"),
                            "age(d.datfrozenxid)::float8 / current_setting('autovacuum_freeze_max_age')::float8"),
                    Column.of(
                            gauge(
                                    "neonwatch.database.multixact_age",
                                    "{multixact}",
                                    "Multixacts since the oldest one still needed"),
                            "mxid_age(d.datminmxid)"),
                    Column.of(
                            gauge(
                                    "neonwatch.database.multixact_age.ratio",
                                    "1",
                                    "The same over autovacuum_multixact_freeze_max_age"),
                            "mxid_age(d.datminmxid)::float8"
                                    + " / current_setting('autovacuum_multixact_freeze_max_age')::float8"))
            .identifiedBy("d.oid");

    /** At most one row: the server looks at every file of a database for it. */
    static final Section SIZE = Section.of(
                    "pg_database_size()",
                    List.of(DATABASE),
                    List.of("due.datname"),
                    """
                    (SELECT oid, datname FROM pg_database
                     WHERE ? AND datallowconn AND datconnlimit <> -2
                       AND (has_database_privilege(oid, 'CONNECT')
                            OR pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'))
                       AND oid <> ALL (?::oid[])
                     ORDER BY array_position(?::oid[], oid) NULLS FIRST, oid
                     LIMIT 1) AS due""",
                    Column.of(
                            gauge(
                                    "postgresql.db_size",
                                    "By",
                                    "On disk, at most five minutes old with up to ten databases, see [sizes](#sizes-of-databases)"),
                            "pg_database_size(due.oid)"))
            .identifiedBy("due.oid");

    static final List<Section> SECTIONS = List.of(ACTIVITY, AGES, SIZE);

    static final List<MetricFamily> ALL = Section.families(SECTIONS);

    private DatabaseMetrics() {}

    private static Column counted(String name, String unit, String meaning, String expression) {
        return Column.of(delta(name, unit, meaning), expression);
    }
}
