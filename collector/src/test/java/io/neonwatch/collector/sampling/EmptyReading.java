package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import java.time.Instant;

/** Of a probe that has something to do, and nothing to say. */
record EmptyReading(Instant observedAt, String epoch) implements Reading {

    static EmptyReading now() {
        return new EmptyReading(Instant.now(), "");
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {}
}
