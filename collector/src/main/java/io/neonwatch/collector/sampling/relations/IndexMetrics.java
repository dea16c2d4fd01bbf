package io.neonwatch.collector.sampling.relations;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** Of each index. */
final class IndexMetrics {

    static final List<String> ATTRIBUTES =
            List.of(RelationMetrics.SCHEMA, RelationMetrics.TABLE, RelationMetrics.INDEX);

    static final MetricFamily USE = MetricFamily.of(
            "pg_stat_user_indexes, pg_statio_user_indexes, pg_relation_size",
            ATTRIBUTES,
            Metric.gauge("postgresql.index.size", "By", "Its main file"),
            Metric.delta("neonwatch.index.growth", "By", "What it grew by; less than 0 when it shrank"),
            Metric.delta("postgresql.index.scans", "{scan}", "Scans of it"),
            Metric.gauge("neonwatch.index.scan.age", "s", "Since the last one").since(16),
            Metric.delta("neonwatch.index.rows_read", "{row}", "Entries returned by them (idx_tup_read)"),
            Metric.delta("neonwatch.index.rows_fetched", "{row}", "Live rows fetched by them (idx_tup_fetch)"),
            Metric.delta("neonwatch.index.blocks_read", "{block}", "Blocks that were not in shared buffers"),
            Metric.delta("neonwatch.index.blocks_hit", "{block}", "Blocks that were"));

    static final MetricFamily UNUSED = MetricFamily.of(
            "pg_stat_user_indexes",
            ATTRIBUTES,
            Metric.gauge(
                    "neonwatch.index.unused.size",
                    "By",
                    "Of an index that was not scanned on this server since the counters were reset or the server "
                            + "crashed, and that no constraint needs, nor in another partition; a replica may use it"));

    static final MetricFamily INVALID = MetricFamily.of(
            "pg_index",
            ATTRIBUTES,
            Metric.gauge(
                    "neonwatch.index.invalid.size",
                    "By",
                    "Of an index that a failed concurrent build has left behind: drop it, or REINDEX it"));

    private IndexMetrics() {}
}
