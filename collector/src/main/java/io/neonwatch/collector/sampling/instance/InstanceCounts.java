package io.neonwatch.collector.sampling.instance;

import java.time.Instant;
import java.util.List;

/**
 * What the server says of itself.
 *
 * @param startedAt when the server started
 * @param maximum connections of all kinds
 * @param reserved of them, for superusers and privileged roles
 * @param counters of sessions, within the epoch
 * @param seesAll whether the user may see other roles' sessions
 * @param sessions of clients, the own one included
 */
record InstanceCounts(
        Instant observedAt,
        String epoch,
        Instant startedAt,
        int maximum,
        int reserved,
        SessionCounters counters,
        boolean seesAll,
        List<Sessions> sessions) {

    /** Connections that ordinary roles can have. */
    int limit() {
        return maximum - reserved;
    }

    /** Client connections over that; NaN where there are none to be had. */
    double utilization() {
        long all = sessions.stream().mapToLong(Sessions::count).sum();
        return limit() > 0 ? (double) all / limit() : Double.NaN;
    }
}
