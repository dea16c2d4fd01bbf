package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.List;

/** The beat at which it is known whether a target is there. */
final class VitalInterval {

    static final Duration SHORTEST = Duration.ofSeconds(1);

    private VitalInterval() {}

    /** Of the vital probe among these, and at least a second. */
    static Duration of(List<ScheduledProbe> probes) {
        return probes.stream()
                .filter(ScheduledProbe::vital)
                .map(ScheduledProbe::interval)
                .filter(interval -> interval.compareTo(SHORTEST) > 0)
                .findFirst()
                .orElse(SHORTEST);
    }
}
