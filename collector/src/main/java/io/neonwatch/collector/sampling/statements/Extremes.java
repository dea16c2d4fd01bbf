package io.neonwatch.collector.sampling.statements;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shortest and the longest execution in seconds, each NaN where it is not known.
 *
 * @param since when they were last set to zero on their own; null before version 1.11 of the extension
 */
record Extremes(double shortest, double longest, @Nullable Instant since) {

    /**
     * Those of the executions since an earlier look. A record that stands may be older than that, so only a broken one
     * tells.
     */
    Extremes since(Extremes before) {
        boolean comparable = Objects.equals(since, before.since);
        return new Extremes(
                comparable && shortest < before.shortest ? shortest : Double.NaN,
                comparable && longest > before.longest ? longest : Double.NaN,
                since);
    }

    /** Those of the executions of two intervals; what is not known of one is not known of both. */
    Extremes and(Extremes later) {
        return new Extremes(Math.min(shortest, later.shortest), Math.max(longest, later.longest), later.since);
    }

    /** Of one execution that took so long. */
    static Extremes ofOne(double seconds) {
        return new Extremes(seconds, seconds, null);
    }
}
