package io.neonwatch.notifier.delivery;

import io.neonwatch.notifier.channel.Pace;
import java.time.Duration;

/** Spreads sending over time. Time is passed in, in nanoseconds of one clock. Safe for use by many threads. */
final class TokenBucket {

    private final long interval;
    private final long window;
    /** When the bucket will be full, if nothing more is taken. */
    private long fullAt;

    TokenBucket(Pace pace, long now) {
        interval = pace.interval().toNanos();
        window = interval * pace.burst();
        fullAt = now;
    }

    /** Takes the next token, and says how long to wait before using it. */
    synchronized Duration take(long now) {
        long start = Math.max(fullAt, now);
        fullAt = start + interval;
        return Duration.ofNanos(Math.max(0, fullAt - now - window));
    }

    /** Nothing goes before the wait is over, as the other side has asked. */
    synchronized void hold(long now, Duration wait) {
        fullAt = Math.max(fullAt, now + wait.toNanos() + window - interval);
    }
}
