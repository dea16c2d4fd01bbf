package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import java.time.Instant;
import java.util.List;

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

    /** When {@link Probe#readBetween} is to be asked. */
    default LookWish wish() {
        return LookWish.NONE;
    }

    /** How long the database worked on it at most, by its own clock, in seconds; infinite where it did not say. */
    default double databaseSeconds() {
        return Double.POSITIVE_INFINITY;
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
