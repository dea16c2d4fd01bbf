package io.neonwatch.collector.sampling.relations;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class BloatMetrics {

    static final MetricFamily TABLES = MetricFamily.of(
            "pg_class, pg_statistic",
            List.of(RelationMetrics.SCHEMA, RelationMetrics.TABLE),
            Metric.gauge(
                    "neonwatch.table.bloat.estimate",
                    "By",
                    "Estimated waste in its main file when it was last vacuumed or analyzed"),
            Metric.gauge("neonwatch.table.bloat.share.estimate", "1", "The same over the file's size"));

    static final MetricFamily INDEXES = MetricFamily.of(
            "pg_class, pg_index, pg_statistic",
            IndexMetrics.ATTRIBUTES,
            Metric.gauge(
                    "neonwatch.index.bloat.estimate",
                    "By",
                    "Estimated waste in a B-tree index; 0 where deduplication made it smaller than estimated"),
            Metric.gauge("neonwatch.index.bloat.share.estimate", "1", "The same over the index's size"));

    private BloatMetrics() {}
}
