package io.neonwatch.collector.sampling;

import java.time.Duration;

/**
 * A probe and how often it is asked.
 *
 * @param vital a target that does not answer this probe counts as unreachable
 * @param scope of what it answers
 */
public record ScheduledProbe(Probe probe, Duration interval, boolean vital, Scope scope) {

    public static ScheduledProbe vital(Probe probe, Duration interval) {
        return new ScheduledProbe(probe, interval, true, Scope.DATABASE);
    }

    public static ScheduledProbe of(Probe probe, Duration interval) {
        return new ScheduledProbe(probe, interval, false, Scope.DATABASE);
    }

    /** The same, for a probe that answers for the whole server whatever database it is asked in. */
    public ScheduledProbe oncePerServer() {
        return new ScheduledProbe(probe, interval, vital, Scope.SERVER);
    }
}
