package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a probe read, where that is rows of metrics and nothing else.
 *
 * @param intervalStart when the table before was read; null where there was none in this epoch
 */
public record TabularReading(
        Instant observedAt, String epoch, @Nullable Instant intervalStart, List<MetricTable> tables, String shortcoming)
        implements Reading {

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(intervalStart);
        for (MetricTable table : tables) table.addTo(batch);
    }
}
