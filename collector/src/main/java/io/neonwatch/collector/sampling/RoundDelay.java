package io.neonwatch.collector.sampling;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How late rounds are, over all targets: from when the first of its probes is due until the last is done with. */
final class RoundDelay {

    private final Timer timer;

    RoundDelay(MeterRegistry meters) {
        timer = Timer.builder("neonwatch.collector.round.delay")
                .description("From when a round of probes is due until it is done")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /** @param due by {@link System#nanoTime} */
    void done(long due) {
        timer.record(System.nanoTime() - due, TimeUnit.NANOSECONDS);
    }
}
