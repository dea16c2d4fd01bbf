package io.neonwatch.collector.sampling.statements;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class StatementsMetrics {

    private static final String SOURCE = "pg_stat_statements";

    static final MetricFamily QUERIES = MetricFamily.of(
            SOURCE,
            List.of("database"),
            Metric.delta("neonwatch.query.calls", "{call}", "Executions finished"),
            Metric.delta("neonwatch.query.time", "s", "Time spent in them"),
            Metric.delta("neonwatch.query.rows", "{row}", "Rows they returned or changed"),
            Metric.delta("neonwatch.query.plans", "{plan}", "Times a query was planned, where track_planning is on"),
            Metric.delta("neonwatch.query.plan.time", "s", "Time spent planning, where track_planning is on"),
            Metric.delta("neonwatch.query.wal.size", "By", "Write-ahead log they wrote"),
            Metric.delta("neonwatch.query.wal.records", "{record}", "Records they wrote to it"),
            Metric.delta("neonwatch.query.wal.full_page_images", "{page}", "Whole pages they wrote to it"),
            Metric.delta("neonwatch.query.wal.buffers_full", "{event}", "Times its buffers were full")
                    .since(18),
            Metric.delta("neonwatch.query.jit.functions", "{function}", "Functions compiled just in time")
                    .since(15),
            Metric.delta("neonwatch.query.jit.time", "s", "Time spent compiling just in time")
                    .since(15),
            Metric.delta("neonwatch.query.parallel_workers.planned", "{worker}", "Parallel workers they asked for")
                    .since(18),
            Metric.delta("neonwatch.query.parallel_workers.launched", "{worker}", "Parallel workers they got")
                    .since(18));

    static final MetricFamily BLOCKS = MetricFamily.of(
            SOURCE,
            List.of("database", "kind", "operation"),
            Metric.delta(
                    "neonwatch.query.blocks",
                    "{block}",
                    "Blocks of 8 KiB by kind (shared, local: of temporary tables, temp: of sorts and hashes) and operation "
                            + "(hit, read, dirtied, written)"));

    static final MetricFamily BLOCK_TIME = MetricFamily.of(
            SOURCE,
            List.of("database", "kind", "operation"),
            Metric.delta(
                    "neonwatch.query.block.time",
                    "s",
                    "Time spent reading and writing blocks, where track_io_timing is on; temp from PostgreSQL 15 on, local "
                            + "from 17 on, before that within shared"));

    static final MetricFamily CAPACITY = MetricFamily.of(
            SOURCE,
            List.of(),
            Metric.gauge("neonwatch.statements.entries", "{entry}", "Entries in pg_stat_statements"),
            Metric.gauge("neonwatch.statements.limit", "{entry}", "pg_stat_statements.max"),
            Metric.delta(
                    "neonwatch.statements.evictions",
                    "{event}",
                    "Times the least used 5 % of the entries were thrown out to make room; what they counted is lost"));

    static final List<MetricFamily> ALL = List.of(QUERIES, BLOCKS, BLOCK_TIME, CAPACITY);

    private StatementsMetrics() {}
}
