package io.neonwatch.collector.sampling;

import java.time.Duration;

/**
 * A probe and how often it is asked.
 *
 * @param vital a target that does not answer this probe counts as unreachable
 */
public record ScheduledProbe(Probe probe, Duration interval, boolean vital) {

    public static ScheduledProbe vital(Probe probe, Duration interval) {
        return new ScheduledProbe(probe, interval, true);
    }

    public static ScheduledProbe of(Probe probe, Duration interval) {
        return new ScheduledProbe(probe, interval, false);
    }
}
