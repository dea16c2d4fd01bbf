package io.neonwatch.collector.assignment;

import java.util.OptionalLong;

/**
 * How long a share is certain to be one's own without having heard from the group. All times are
 * {@link System#nanoTime}; safe for use by many threads.
 */
final class Lease {

    private final long length;
    private volatile long end;

    /**
     * @param length nanoseconds; not longer than the group waits before it gives the share to another
     * @param now it begins ended
     */
    Lease(long length, long now) {
        this.length = length;
        this.end = now;
    }

    /** @param askedAt when the group was asked, not when it answered: it counts from some time between the two */
    void renew(long askedAt) {
        end = askedAt + length;
    }

    /** When it ended; empty while it holds. */
    OptionalLong endedBy(long now) {
        long last = end;
        return last - now > 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }
}
