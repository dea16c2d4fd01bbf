package io.neonwatch.collector.sampling.instance;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param comparable the counts before, within the same epoch; null where there are none
 */
record InstanceReading(InstanceCounts counts, @Nullable InstanceCounts comparable) implements Reading {

    /** Every batch has these, so that an alert on one of them sees it go back to zero. */
    private static final List<String> USUAL_STATES =
            List.of("active", "idle", "idle in transaction", "idle in transaction (aborted)");

    static InstanceReading of(InstanceCounts counts, @Nullable InstanceCounts previous) {
        boolean comparable = previous != null && previous.epoch().equals(counts.epoch());
        return new InstanceReading(counts, comparable ? previous : null);
    }

    @Override
    public Instant observedAt() {
        return counts.observedAt();
    }

    @Override
    public String epoch() {
        return counts.epoch();
    }

    @Override
    public String shortcoming() {
        return counts.seesAll()
                ? ""
                : "the user may not see what other roles' sessions do; as a superuser run: GRANT pg_monitor TO <the user>";
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        WatchMetrics.UP.in(batch).row(List.of(), 1);
        InstanceMetrics.CONNECTIONS
                .in(batch)
                .row(List.of(), counts.maximum(), counts.limit(), utilization(), counts.uptimeSeconds());
        MetricGroupBuilder backends = InstanceMetrics.BACKENDS.in(batch);
        for (String state : USUAL_STATES)
            backends.row(List.of(state), counts.sessionsByState().getOrDefault(state, 0));
        counts.sessionsByState().forEach((state, sessions) -> {
            if (!USUAL_STATES.contains(state)) backends.row(List.of(state), sessions);
        });
        MetricGroupBuilder failures = WatchMetrics.CONNECTION_FAILURES.in(batch);
        failures.row(List.of("probe"), 0);
        if (comparable == null) return;
        batch.intervalStart(comparable.observedAt());
        failures.row(List.of("sessions_fatal"), Math.max(0, counts.fatalSessions() - comparable.fatalSessions()));
    }

    private double utilization() {
        return counts.limit() > 0 ? (double) counts.sessions() / counts.limit() : Double.NaN;
    }
}
