package io.neonwatch.collector.sampling.vector;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a run is due. The first one is anywhere within an interval: however often a watch begins anew, there are no more
 * runs than one for each interval on average. Times are {@link System#nanoTime}.
 */
final class RecallSchedule {

    private final Duration interval;
    private long next;

    /** @param start of the watch */
    RecallSchedule(Duration interval, long start, RandomGenerator random) {
        this.interval = interval;
        this.next = start + random.nextLong(interval.toNanos());
    }

    /** Whether a run is due. Asking for one counts as a run. */
    boolean takeDue(long now) {
        if (now - next < 0) return false;
        next = now + interval.toNanos();
        return true;
    }
}
