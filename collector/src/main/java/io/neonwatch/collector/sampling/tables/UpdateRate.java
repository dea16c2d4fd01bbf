package io.neonwatch.collector.sampling.tables;

import java.time.Duration;

/**
 * The updates that are usual for a table: an average that forgets, with a half-life of ten minutes.
 *
 * @param rows updated, the older the less they count
 * @param seconds in which they were, counted likewise
 */
record UpdateRate(double rows, double seconds) {

    static final UpdateRate UNKNOWN = new UpdateRate(0, 0);

    private static final double HALF_LIFE_SECONDS = Duration.ofMinutes(10).toSeconds();

    boolean known() {
        return seconds > 0;
    }

    /** Rows that are usually updated in such an interval. */
    double usual(Duration interval) {
        return known() ? rows / seconds * seconds(interval) : 0;
    }

    UpdateRate and(long updated, Duration interval) {
        if (interval.isNegative()) return this; // the clock was set back: nobody knows in how long they were
        double length = seconds(interval);
        double weight = Math.pow(0.5, length / HALF_LIFE_SECONDS);
        return new UpdateRate(rows * weight + updated, seconds * weight + length);
    }

    private static double seconds(Duration interval) {
        return interval.toNanos() / 1e9;
    }
}
