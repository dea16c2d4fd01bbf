package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * @param running executions now running
 * @param slow executions recognised as slow in this round
 */
record ActivityReading(
        Instant observedAt,
        String epoch,
        List<Execution> running,
        List<SlowExecution> slow,
        Optional<Duration> askAgainIn)
        implements Reading {

    private static final List<String> NOBODY = List.of("", "", "", "", "");

    @Override
    public void addTo(MetricBatchBuilder batch) {
        ActivityMetrics.RUNNING.in(batch).row(List.of(), running.size());
        Optional<Execution> longest =
                running.stream().max(Comparator.comparing(execution -> execution.runningTime(observedAt)));
        ActivityMetrics.LONGEST
                .in(batch)
                .row(
                        longest.map(ActivityReading::attributes).orElse(NOBODY),
                        longest.map(execution -> seconds(execution.runningTime(observedAt)))
                                .orElse(0.0));
        MetricGroupBuilder slowOnes = ActivityMetrics.SLOW.in(batch);
        for (SlowExecution execution : slow)
            slowOnes.row(attributes(execution.execution()), seconds(execution.runningTime()));
    }

    private static List<String> attributes(Execution execution) {
        return List.of(
                String.valueOf(execution.session().pid()),
                execution.queryId() == 0 ? "" : String.valueOf(execution.queryId()),
                execution.user(),
                execution.database(),
                execution.application());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
