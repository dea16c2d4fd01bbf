package io.neonwatch.collector.sampling.relations;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** Of all relations together, and of those that something is wrong with. */
final class RelationMetrics {

    static final String SCHEMA = "postgresql.schema.name";
    static final String TABLE = "postgresql.table.name";
    static final String INDEX = "postgresql.index.name";

    static final MetricFamily WHOLE = MetricFamily.of(
            "pg_class",
            List.of(),
            Metric.gauge("postgresql.table.count", "{table}", "Tables and materialized views, partitions included"),
            Metric.gauge(
                    "neonwatch.relations.locked",
                    "{relation}",
                    "Left out of everything else, because somebody holds them exclusively or waits to"),
            Metric.gauge(
                    "neonwatch.relations.unlisted",
                    "{relation}",
                    "Tables and indexes without series of their own, which the totals include"),
            Metric.gauge(
                    "neonwatch.statistics.age", "s", "Since the counters were reset; no point where they never were"));

    static final MetricFamily TOTALS = MetricFamily.of(
            "pg_class",
            List.of("kind"),
            Metric.gauge("neonwatch.relations.count", "{relation}", "Of this kind: table, toast, index"),
            Metric.gauge("neonwatch.relations.size", "By", "Their main files together"),
            Metric.delta(
                    "neonwatch.relations.growth",
                    "By",
                    "What they grew by, less than 0 when they shrank; what is dropped is not taken off"),
            Metric.delta("neonwatch.relations.scans", "{scan}", "Scans of all of them"),
            Metric.delta("neonwatch.relations.blocks_read", "{block}", "Blocks that were not in shared buffers"),
            Metric.delta("neonwatch.relations.blocks_hit", "{block}", "Blocks that were"));

    private RelationMetrics() {}
}
