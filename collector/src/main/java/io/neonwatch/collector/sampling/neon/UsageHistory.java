package io.neonwatch.collector.sampling.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells from one look at a compute to the next when somebody else last used it. For one thread.
 *
 * <p>A query through a session that was idle at the look before and is gone at this one is not seen; whoever opens a
 * session, or keeps one, is.
 */
final class UsageHistory {

    private @Nullable Usage last;
    private long lastOthers; // the most so far
    private Instant lastForeign = Instant.EPOCH;

    /**
     * @param ownSessions how many of the sessions that were ever opened are ours
     * @return by the compute's clock; the time of this look when the server has been started since the last one, as
     *     somebody will have had a reason
     */
    Instant add(Usage usage, long ownSessions) {
        long others = usage.sessions() - ownSessions;
        Usage before = last;
        boolean sameServer = before != null && before.epoch().equals(usage.epoch());
        // A session of ours may be counted later than it was opened: then the number falls first and rises again, which
        // is nobody. A sum that falls has been reset.
        boolean reset = before != null && usage.sessions() < before.sessions();
        if (!sameServer || usage.busy() || others > lastOthers) lastForeign = usage.observedAt();
        Instant changedAt = usage.changedAt();
        if (changedAt != null && changedAt.isAfter(lastForeign)) lastForeign = changedAt;
        last = usage;
        lastOthers = !sameServer || reset ? others : Math.max(lastOthers, others);
        return lastForeign;
    }
}
