package io.neonwatch.collector.sampling;

/**
 * Time that may be taken of the database as it comes in, so many seconds in each second. What is left of a second is kept,
 * and what was taken too much comes off later. Times are {@link System#nanoTime}. For one thread.
 */
final class Allowance {

    /** Seconds whose income is kept at most. */
    private static final double KEPT = 1;

    /** Seconds whose income may be taken in advance for what is urgent only. */
    private static final double PLENTY = KEPT / 2;

    /** Seconds whose income is owed at most: one answer that hung says little about the next. */
    private static final double OWED = 10;

    private final double share;
    private double seconds;
    private long at;

    /** @param share of one core */
    Allowance(double share, long start) {
        this.share = share;
        this.seconds = share * KEPT;
        this.at = start;
    }

    void spent(double spent, long now) {
        seconds = Math.max(left(now) - spent, -share * OWED);
        at = now;
    }

    /** Nanoseconds until some is left; 0 when some is. */
    long untilSome(long now) {
        return until(0, now);
    }

    /** Nanoseconds until enough is left that what is more urgent need not wait; 0 when enough is. */
    long untilPlenty(long now) {
        return until(PLENTY, now);
    }

    private long until(double kept, long now) {
        return Math.max(0, (long) ((kept - left(now) / share) * 1e9));
    }

    private double left(long now) {
        return Math.min(share * KEPT, seconds + share * (now - at) / 1e9);
    }
}
