package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.List;

/** The probe by which it is known whether a target is there. */
final class VitalProbe {

    static final Duration SHORTEST = Duration.ofSeconds(1);

    private VitalProbe() {}

    /**
     * @throws IllegalArgumentException when none of them is vital
     */
    static ScheduledProbe of(List<ScheduledProbe> probes) {
        return probes.stream()
                .filter(ScheduledProbe::vital)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of the probes must be vital"));
    }

    /** Of its rounds, and at least a second. */
    static Duration interval(List<ScheduledProbe> probes) {
        Duration interval = of(probes).interval();
        return interval.compareTo(SHORTEST) > 0 ? interval : SHORTEST;
    }
}
