package io.neonwatch.collector.sampling;

import java.time.Duration;

/**
 * What a probe costs when it is asked at its own interval.
 *
 * @param seconds of the database's time for one round, and for the looks between it and the last
 * @param vital whether it tells that the target is there
 */
record ProbeCost(Duration interval, double seconds, boolean vital) {

    /** Of one core. */
    double share() {
        return seconds / (interval.toNanos() / 1e9);
    }
}
