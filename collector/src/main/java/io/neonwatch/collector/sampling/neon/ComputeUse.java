package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.SideSessions;
import java.time.Instant;

/**
 * Who uses a compute: this collector, through any of its targets on it, or somebody else. Times are by the compute's
 * clock. Safe for use by many threads.
 */
final class ComputeUse implements SideSessions {

    private long sessions;
    private int connected;
    private int keepingAwake;
    private Instant lastOwn = Instant.EPOCH;
    private Instant lastForeign = Instant.EPOCH;

    /** @param letsSuspend whether this connection will be given up so that the compute can suspend */
    synchronized void connected(boolean letsSuspend) {
        sessions++;
        connected++;
        if (!letsSuspend) keepingAwake++;
    }

    synchronized void disconnected(boolean letsSuspend) {
        connected--;
        if (!letsSuspend) keepingAwake--;
    }

    @Override
    public synchronized void opening() {
        sessions++;
    }

    @Override
    public synchronized void notOpened() {
        sessions--;
    }

    synchronized void looked(Instant at, Instant foreign) {
        if (at.isAfter(lastOwn)) lastOwn = at;
        if (foreign.isAfter(lastForeign)) lastForeign = foreign;
    }

    /** How many sessions this collector has ever opened on it. */
    synchronized long sessions() {
        return sessions;
    }

    /** Whether a target that does not let it suspend is connected, so that it stays awake anyway. */
    synchronized boolean keptAwake() {
        return keepingAwake > 0;
    }

    /** Whether any target is connected, so that the compute's last activity may well be ours. */
    synchronized boolean inUse() {
        return connected > 0;
    }

    /** When this collector last asked it anything that is known of. */
    synchronized Instant lastOwn() {
        return lastOwn;
    }

    /** When somebody else last used it, as far as could be seen. */
    synchronized Instant lastForeign() {
        return lastForeign;
    }
}
