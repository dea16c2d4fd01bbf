package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the collector says of its own work on one target: the batch of the probe {@code collector}. For one thread. */
final class WatchReport {

    private final BatchOutput output;
    private final TargetConnector connector;
    private final ProbeJournal journal;
    private final double budget;
    private Instant lastAt;
    private CostTotals lastOfWatch = CostTotals.NONE;
    private CostTotals lastBesides = CostTotals.NONE;
    private double clockOffset = Double.NaN;

    /** @param budget a share of one core */
    WatchReport(BatchOutput output, TargetConnector connector, ProbeJournal journal, double budget) {
        this.output = output;
        this.connector = connector;
        this.journal = journal;
        this.budget = budget;
        this.lastAt = output.now();
    }

    /**
     * @param ofDatabase when the database was asked, by its clock
     * @param asked the same by the collector's clock: when the question left
     * @param answered when the answer was there
     */
    void clocks(Instant ofDatabase, Instant asked, Instant answered) {
        Instant middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        clockOffset = Duration.between(ofDatabase, middle).toNanos() / 1e9;
    }

    /** @param stretch for each of the probes */
    void write(List<ScheduledProbe> probes, double[] stretch) {
        Instant now = output.now();
        double elapsed = Duration.between(lastAt, now).toNanos() / 1e9;
        CostTotals watch = CostTotals.of(connector);
        CostTotals besides = CostTotals.of(probes.stream()
                .flatMap(scheduled -> scheduled.probe().connectors().stream())
                .toList());
        CostTotals ofWatch = watch.since(lastOfWatch);
        CostTotals all = ofWatch.plus(besides.since(lastBesides));
        MetricBatchBuilder batch = output.batch("collector", now).intervalStart(lastAt);
        WatchMetrics.OWN_COST
                .in(batch)
                .row(
                        List.of(),
                        all.statements(),
                        all.seconds(),
                        elapsed > 0 ? ofWatch.seconds() / elapsed / budget : Double.NaN,
                        clockOffset);
        WatchMetrics.OWN_BYTES
                .in(batch)
                .row(List.of("received"), all.received())
                .row(List.of("sent"), all.sent());
        MetricGroupBuilder stretches = WatchMetrics.STRETCH.in(batch);
        for (int index = 0; index < probes.size(); index++)
            stretches.row(List.of(probes.get(index).probe().name()), stretch[index]);
        MetricGroupBuilder degraded = WatchMetrics.DEGRADED.in(batch);
        journal.degradations()
                .forEach((degradation, present) ->
                        degraded.row(List.of(degradation.probe(), degradation.reason()), present ? 1 : 0));
        output.write(batch, now);
        lastAt = now;
        lastOfWatch = watch;
        lastBesides = besides;
    }
}
