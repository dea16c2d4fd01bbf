package io.neonwatch.collector.sampling.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to look between two rounds: just after the next execution passes the threshold, so that it is seen whatever its
 * session does then. The oldest of those below the threshold is the next; all that pass it within the gap after a look
 * are seen by one look at the gap's end. Times are the database's. For one thread.
 */
final class LookSchedule {

    /** Looks between two rounds. */
    static final int MOST = 20;

    /** So that the look is not early where the two clocks differ in pace. */
    static final Duration MARGIN = Duration.ofMillis(2);

    private @Nullable Instant last;

    /** That one took place between two rounds; a round holds up none. */
    void looked(Instant now) {
        last = now;
    }

    /**
     * How long until the next one.
     *
     * @param interval between two rounds
     * @param untilSlow until the next execution passes the threshold; empty when all that run have
     */
    Optional<Duration> untilNext(Instant now, Duration interval, Optional<Duration> untilSlow) {
        Duration gap = gap(now, interval.dividedBy(MOST));
        return untilSlow.map(MARGIN::plus).map(until -> until.compareTo(gap) > 0 ? until : gap);
    }

    /** What is left of it. */
    private Duration gap(Instant now, Duration whole) {
        if (last == null || now.isBefore(last)) return Duration.ZERO; // the clock may have been set back
        return whole.minus(Duration.between(last, now));
    }
}
