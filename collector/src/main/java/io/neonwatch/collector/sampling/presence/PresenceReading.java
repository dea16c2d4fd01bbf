package io.neonwatch.collector.sampling.presence;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.MetricBatchBuilder;
import java.time.Instant;
import java.util.List;

record PresenceReading(Instant observedAt, String epoch) implements Reading {

    /** The failures are there, so that an alert on them sees them go back to zero. */
    @Override
    public void addTo(MetricBatchBuilder batch) {
        WatchMetrics.UP.in(batch).row(List.of(), 1);
        WatchMetrics.CONNECTION_FAILURES.in(batch).row(List.of("probe"), 0);
    }
}
