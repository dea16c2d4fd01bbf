package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.LookWish;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to look between two rounds: as soon as there is something to see. Some looks may follow each other at once, but not
 * many for long: what comes meanwhile is seen by one look. Times are the database's. For one thread.
 *
 * <p>The source of the algorithm is the virtual scheduling of ATM's generic cell rate algorithm (ITU-T I.371).
 */
final class LookSchedule {

    /** Looks in the time of one interval, on average. */
    static final int MOST = 50;

    /** Looks that may come at once after a quiet time. */
    static final int AT_ONCE = 10;

    /** Of these, how many need not be needed. */
    private static final int AT_ONCE_WELCOME = AT_ONCE / 2;

    /** When a look is due that keeps to the average. */
    private @Nullable Instant nextOnAverage;

    /**
     * That one took place between two rounds; a round holds up none.
     *
     * @param interval between two rounds
     */
    void looked(Instant now, Duration interval) {
        nextOnAverage = nextOnAverage(now, interval).plus(apart(interval));
    }

    /**
     * The same wish, as late as need be.
     *
     * @param interval between two rounds
     */
    LookWish limited(Instant now, Duration interval, LookWish wish) {
        return new LookWish(
                wish.needed().map(until -> later(until, wait(now, interval, AT_ONCE))),
                wish.welcome().map(until -> later(until, wait(now, interval, AT_ONCE_WELCOME))));
    }

    private Duration wait(Instant now, Duration interval, int atOnce) {
        return Duration.between(now, nextOnAverage(now, interval))
                .minus(apart(interval).multipliedBy(atOnce - 1));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Instant nextOnAverage(Instant now, Duration interval) {
        Instant next = nextOnAverage;
        if (next == null || next.isBefore(now)) return now;
        // The clock may have been set back, or the interval may be another one.
        return next.isAfter(now.plus(apart(interval).multipliedBy(AT_ONCE + 1))) ? now : next;
    }

    private static Duration apart(Duration interval) {
        return interval.dividedBy(MOST);
    }
}
