package io.neonwatch.collector.sampling;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each probe of a target fares: measured every time, said in the log only when it changes. */
final class ProbeJournal {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProbeJournal.class);

    private final String target;
    private final MeterRegistry meters;
    private final Map<String, String> failureByProbe = new HashMap<>();
    private final Map<String, String> shortcomingByProbe = new HashMap<>();

    ProbeJournal(String target, MeterRegistry meters) {
        this.target = target;
        this.meters = meters;
    }

    void answered(String probe, Duration duration, String shortcoming) {
        measure(probe, "answered", duration);
        if (failureByProbe.remove(probe) != null)
            LOGGER.atInfo()
                    .addKeyValue("target", target)
                    .addKeyValue("probe", probe)
                    .log("Probe works again");
        String before = Objects.requireNonNullElse(shortcomingByProbe.put(probe, shortcoming), "");
        if (before.equals(shortcoming)) return;
        if (shortcoming.isEmpty())
            LOGGER.atInfo()
                    .addKeyValue("target", target)
                    .addKeyValue("probe", probe)
                    .log("Probe sees everything now");
        else
            LOGGER.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("probe", probe)
                    .addKeyValue("reason", shortcoming)
                    .log("Probe cannot see everything");
    }

    void failed(String probe, Duration duration, String reason) {
        measure(probe, "failed", duration);
        if (failureByProbe.put(probe, reason) == null)
            LOGGER.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("probe", probe)
                    .addKeyValue("reason", reason)
                    .log("Probe failed; the other probes go on, and this one is tried again");
    }

    private void measure(String probe, String outcome, Duration duration) {
        meters.timer("neonwatch.collector.probe", "target", target, "probe", probe, "outcome", outcome)
                .record(duration);
    }
}
