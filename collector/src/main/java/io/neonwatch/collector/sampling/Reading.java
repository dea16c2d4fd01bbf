package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a probe read in one round; all times are by the database's clock. */
public interface Reading {

    Instant observedAt();

    /** Counters are comparable only within one epoch. */
    String epoch();

    /** Adds the metrics and the interval that they cover. */
    void addTo(MetricBatchBuilder batch);

    /** What goes to other topics than the metrics. */
    default List<Observation<?>> observations() {
        return List.of();
    }

    /** After how long one more round, before the regular one, would see what else is missed. */
    default Optional<Duration> askAgainIn() {
        return Optional.empty();
    }

    /** What the probe could not see and what to do about it; empty when it saw everything. */
    default String shortcoming() {
        return "";
    }
}
