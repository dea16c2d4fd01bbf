package io.neonwatch.collector.sampling;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How late probes are, each over all targets: from when it is due until it is done with. */
final class RoundDelay {

    private final Map<String, Timer> timers;

    RoundDelay(List<ScheduledProbe> probes, MeterRegistry meters) {
        timers = probes.stream()
                .map(scheduled -> scheduled.probe().name())
                .collect(Collectors.toMap(
                        Function.identity(),
                        probe -> Timer.builder("neonwatch.collector.round.delay")
                                .description("From when a probe is due until it is done")
                                .tag("probe", probe)
                                .publishPercentiles(0.5, 0.99)
                                .register(meters)));
    }

    /** @param now by {@link System#nanoTime} */
    void done(DueProbe asked, long now) {
        Timer timer = timers.get(asked.scheduled().probe().name());
        if (timer != null) timer.record(Math.max(0, now - asked.since()), TimeUnit.NANOSECONDS);
    }
}
