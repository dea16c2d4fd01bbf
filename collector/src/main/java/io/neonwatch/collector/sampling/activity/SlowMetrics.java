package io.neonwatch.collector.sampling.activity;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;

/** Slow executions as metrics. */
final class SlowMetrics {

    private SlowMetrics() {}

    static void add(SlowTick slow, MetricBatchBuilder batch) {
        add(ActivityMetrics.SLOW, slow.recognised(), batch);
        add(ActivityMetrics.SLOW_FINISHED, slow.finished(), batch);
    }

    private static void add(MetricFamily family, List<SlowExecution> executions, MetricBatchBuilder batch) {
        MetricGroupBuilder group = family.in(batch);
        for (SlowExecution slow : executions)
            group.row(slow.execution().attributes(), slow.runningTime().toNanos() / 1e9);
    }
}
