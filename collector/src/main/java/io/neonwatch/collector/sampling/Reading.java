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

    /**
     * After how long {@link Probe#readBetween} would see what the next round misses; in vain where that round comes first,
     * and later where the budget says so.
     */
    default Optional<Duration> askAgainIn() {
        return Optional.empty();
    }

    /** Whether there is nothing in it that is worth a record. */
    default boolean quiet() {
        return false;
    }

    /** What the probe could not see and what to do about it; empty when it saw everything. */
    default String shortcoming() {
        return "";
    }
}
