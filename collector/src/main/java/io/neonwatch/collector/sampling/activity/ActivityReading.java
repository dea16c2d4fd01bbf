package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.LookWish;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * @param intervalStart the last round; null where there was none that this one goes on from
 * @param shares who keeps sessions busy
 */
record ActivityReading(
        ActivitySample sample,
        @Nullable Instant intervalStart,
        SlowTick slow,
        List<ActiveTime.Share> shares,
        LockSample locks,
        LookWish wish)
        implements Reading {

    private static final List<String> NO_EXECUTION = List.of("", "", "", "", "");
    private static final List<String> NO_SESSION = List.of("", "", "", "");

    @Override
    public Instant observedAt() {
        return sample.observedAt();
    }

    @Override
    public String epoch() {
        return sample.epoch();
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(intervalStart);
        addExecutions(batch);
        MetricGroupBuilder busy = ActivityMetrics.SHARES.in(batch);
        for (ActiveTime.Share share : shares)
            busy.row(List.of(share.by(), share.value()), share.running(), share.seconds());
        Waits.of(sample.sessions()).addTo(batch);
        addLongest(ActivityMetrics.TRANSACTION, batch, session -> seconds(session.transactionTime(observedAt())));
        addLongest(ActivityMetrics.IDLE, batch, session -> seconds(session.idleTransactionTime(observedAt())));
        addLongest(ActivityMetrics.SNAPSHOT, batch, SessionSample::snapshotAge);
        LockMetrics.add(locks, observedAt(), batch);
    }

    private void addExecutions(MetricBatchBuilder batch) {
        List<Execution> running =
                sample.executions().stream().filter(Execution::running).toList();
        ActivityMetrics.RUNNING.in(batch).row(List.of(), running.size());
        Optional<Execution> longest =
                running.stream().max(Comparator.comparing(execution -> execution.runningTime(observedAt())));
        ActivityMetrics.LONGEST
                .in(batch)
                .row(
                        longest.map(Execution::attributes).orElse(NO_EXECUTION),
                        longest.map(execution -> seconds(execution.runningTime(observedAt())))
                                .orElse(0.0));
        SlowMetrics.add(slow, batch);
    }

    /** The session with the greatest value, if any is greater than 0. */
    private void addLongest(MetricFamily family, MetricBatchBuilder batch, ToDoubleFunction<SessionSample> value) {
        Optional<SessionSample> longest = sample.sessions().stream()
                .filter(session -> value.applyAsDouble(session) > 0)
                .max(Comparator.comparingDouble(value));
        family.in(batch)
                .row(
                        longest.map(ActivityReading::attributes).orElse(NO_SESSION),
                        longest.map(value::applyAsDouble).orElse(0.0));
    }

    private static List<String> attributes(SessionSample session) {
        return List.of(
                String.valueOf(session.session().pid()), session.user(), session.database(), session.application());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
