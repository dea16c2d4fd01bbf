package io.neonwatch.collector.sampling.relations;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** Of each table. */
final class TableMetrics {

    private static final List<String> ATTRIBUTES = List.of(RelationMetrics.SCHEMA, RelationMetrics.TABLE);

    static final MetricFamily SIZES = MetricFamily.of(
            "pg_relation_size",
            ATTRIBUTES,
            Metric.gauge("postgresql.table.size", "By", "Its main file, without TOAST and indexes"),
            Metric.gauge("neonwatch.table.toast.size", "By", "The main file of its TOAST table"),
            Metric.gauge("neonwatch.table.indexes.size", "By", "Its indexes together"),
            Metric.gauge("neonwatch.table.total.size", "By", "All three"),
            Metric.delta("neonwatch.table.growth", "By", "What all three grew by; less than 0 when they shrank"));

    static final MetricFamily USE = MetricFamily.of(
            "pg_stat_user_tables",
            ATTRIBUTES,
            Metric.delta("postgresql.sequential_scans", "{scan}", "Sequential scans"),
            Metric.delta("neonwatch.table.sequential_scan.rows", "{row}", "Live rows read by them"),
            Metric.gauge("neonwatch.table.sequential_scan.age", "s", "Since the last one")
                    .since(16),
            Metric.delta("neonwatch.table.index_scans", "{scan}", "Scans of any of its indexes"),
            Metric.delta("neonwatch.table.index_scan.rows", "{row}", "Live rows fetched by them"),
            Metric.gauge("neonwatch.table.index_scan.age", "s", "Since the last one")
                    .since(16),
            Metric.delta(
                    "neonwatch.table.hot_updates", "{row}", "Rows updated without touching an index (n_tup_hot_upd)"),
            Metric.delta(
                            "neonwatch.table.new_page_updates",
                            "{row}",
                            "Rows whose new version went to another page (n_tup_newpage_upd)")
                    .since(16));

    static final MetricFamily UPKEEP = MetricFamily.of(
            "pg_stat_user_tables, pg_class",
            ATTRIBUTES,
            Metric.gauge(
                    "neonwatch.table.dead_rows.share",
                    "1",
                    "Estimated dead rows over live and dead ones; no point for an empty table"),
            Metric.gauge("neonwatch.table.changed_since_analyze", "{row}", "Rows changed since the last analyze"),
            Metric.gauge("neonwatch.table.inserted_since_vacuum", "{row}", "Rows inserted since the last vacuum"),
            Metric.gauge("neonwatch.table.vacuum.age", "s", "Since the last vacuum, by hand or not; no point if never"),
            Metric.gauge(
                    "neonwatch.table.analyze.age", "s", "Since the last analyze, by hand or not; no point if never"),
            Metric.delta("postgresql.table.vacuum.count", "{vacuum}", "Vacuums by hand"),
            Metric.delta("neonwatch.table.autovacuum.count", "{vacuum}", "Vacuums by autovacuum"),
            Metric.delta("neonwatch.table.analyze.count", "{analyze}", "Analyzes by hand"),
            Metric.delta("neonwatch.table.autoanalyze.count", "{analyze}", "Analyzes by autovacuum"),
            Metric.delta("neonwatch.table.vacuum.time", "s", "Spent in vacuums of both sorts")
                    .since(18),
            Metric.delta("neonwatch.table.analyze.time", "s", "Spent in analyzes of both sorts")
                    .since(18),
            Metric.gauge("neonwatch.table.xid.age", "{transaction}", "Of relfrozenxid"),
            Metric.gauge("neonwatch.table.multixact.age", "{multixact}", "Of relminmxid"));

    static final MetricFamily BLOCKS = MetricFamily.of(
            "pg_statio_user_tables",
            List.of("source", RelationMetrics.SCHEMA, RelationMetrics.TABLE),
            Metric.delta(
                    "postgresql.blocks_read",
                    "{block}",
                    "Blocks asked for, by source: heap, idx or toast, and _hit or _read for in shared buffers or not; "
                            + "on Neon a read may still be a hit of the file cache"));

    private TableMetrics() {}
}
