package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.LookWish;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import java.time.Instant;

/**
 * What a look between two rounds tells: only the slow executions. The rest is told in each round, of the time since the
 * round before it, so looks between them change nothing about it.
 */
record SlowReading(Instant observedAt, String epoch, SlowTick slow, double databaseSeconds, LookWish wish)
        implements Reading {

    @Override
    public boolean quiet() {
        return slow.recognised().isEmpty() && slow.finished().isEmpty();
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        SlowMetrics.add(slow, batch);
    }
}
