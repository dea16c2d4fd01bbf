package io.neonwatch.collector.sampling.instance;

import java.time.Instant;
import java.util.Map;

/**
 * What the server says of itself.
 *
 * @param uptimeSeconds since the server's start
 * @param maximum connections of all kinds
 * @param reserved of them, for superusers and privileged roles
 * @param fatalSessions sessions ended by a fatal error, counted within the epoch
 * @param seesAll whether the user may see other roles' sessions
 * @param sessionsByState client connections, the own one included
 */
record InstanceCounts(
        Instant observedAt,
        String epoch,
        double uptimeSeconds,
        int maximum,
        int reserved,
        long fatalSessions,
        boolean seesAll,
        Map<String, Integer> sessionsByState) {

    int sessions() {
        return sessionsByState.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Connections that ordinary roles can have. */
    int limit() {
        return maximum - reserved;
    }
}
