package io.neonwatch.collector.sampling.statements;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class StatementsMetrics {

    static final MetricFamily QUERIES = MetricFamily.of(
            "pg_stat_statements",
            List.of("database"),
            Metric.delta("neonwatch.query.calls", "{call}", "Executions finished"),
            Metric.delta("neonwatch.query.time", "s", "Time spent in them"));

    static final List<MetricFamily> ALL = List.of(QUERIES);

    private StatementsMetrics() {}
}
