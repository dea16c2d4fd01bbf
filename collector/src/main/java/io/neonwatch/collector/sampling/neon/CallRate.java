package io.neonwatch.collector.sampling.neon;

import java.time.Duration;

/**
 * How many calls of Neon's API are allowed: well below its limit of 700 a minute, which all users of the account share.
 * Safe for use by many threads; times are {@link System#nanoTime}.
 */
final class CallRate {

    private static final double PER_SECOND = 5;
    private static final double BURST = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private double allowed = BURST;
    private long at;
    private long closedUntil;

    CallRate(long start) {
        this.at = start;
        this.closedUntil = start;
    }

    /** Whether one more call may be made now; if so it counts. */
    synchronized boolean take(long now) {
        return take(now, 1);
    }

    /**
     * As {@link #take}, for what can wait: for a while it leaves enough for what cannot.
     *
     * @param since when the waiting began
     */
    synchronized boolean takeSpare(long now, long since) {
        return take(now, now - since < PATIENCE.toNanos() ? BURST / 2 : 1);
    }

    private boolean take(long now, double least) {
        allowed = Math.min(BURST, allowed + (now - at) / 1e9 * PER_SECOND);
        at = now;
        if (now - closedUntil < 0 || allowed < least) return false;
        allowed--;
        return true;
    }

    /** None until then. */
    synchronized void pause(long now, Duration pause) {
        closedUntil = Math.max(closedUntil, now + pause.toNanos());
    }
}
