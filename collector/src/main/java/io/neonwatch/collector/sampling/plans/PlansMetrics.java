package io.neonwatch.collector.sampling.plans;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class PlansMetrics {

    private static final String SOURCE = "EXPLAIN";

    static final MetricFamily CHANGES = MetricFamily.of(
            SOURCE,
            List.of("query_id", "from", "to"),
            Metric.delta(
                    "neonwatch.query.plan.changes",
                    "{change}",
                    "One point with 1 when a query's plan is seen to have another shape; from and to are hashes of it"));

    static final MetricFamily LOOKS = MetricFamily.of(
            SOURCE,
            List.of("outcome"),
            Metric.delta(
                    "neonwatch.query.plan.looks",
                    "{look}",
                    "Looks at plans: seen, refused (no right to the tables), postponed (a lock, a time limit) or "
                            + "impossible"));

    static final List<MetricFamily> ALL = List.of(CHANGES, LOOKS);

    private PlansMetrics() {}
}
