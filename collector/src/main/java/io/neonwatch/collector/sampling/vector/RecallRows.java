package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.vector.RecallResult.Measured;
import io.neonwatch.collector.sampling.vector.RecallResult.Skipped;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;

/** Writes what the recall probe has found. */
final class RecallRows {

    private RecallRows() {}

    static void add(RecallReport report, MetricBatchBuilder batch) {
        MetricGroupBuilder recall = VectorMetrics.RECALL.in(batch);
        for (Measured measured : report.measured())
            recall.row(
                    measured.index().attributes(),
                    RecallRules.mean(measured.recalls()),
                    measured.recalls().stream()
                            .mapToDouble(Double::doubleValue)
                            .min()
                            .orElse(Double.NaN),
                    measured.recalls().size());
        MetricGroupBuilder durations = VectorMetrics.RECALL_DURATION.in(batch);
        for (Measured measured : report.measured()) {
            addDurations(durations, measured.index(), "index", measured.indexSeconds());
            addDurations(durations, measured.index(), "exact", measured.exactSeconds());
        }
        MetricGroupBuilder skipped = VectorMetrics.RECALL_SKIPPED.in(batch);
        for (Skipped one : report.skipped())
            skipped.row(attributes(one.index(), one.why().label()), 1);
    }

    private static void addDurations(MetricGroupBuilder group, VectorIndex index, String search, List<Double> seconds) {
        group.row(attributes(index, search), RecallRules.mean(seconds), RecallRules.p95(seconds));
    }

    private static List<String> attributes(VectorIndex index, String last) {
        return List.of(
                index.table().schema(), index.table().name(), index.name().name(), last);
    }
}
