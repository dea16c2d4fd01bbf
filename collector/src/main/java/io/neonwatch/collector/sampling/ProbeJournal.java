package io.neonwatch.collector.sampling;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final Map<Degradation, Boolean> degradations = new LinkedHashMap<>();

    /** That a probe fails or has failed for a reason of this kind. */
    record Degradation(String probe, String reason) {}

    ProbeJournal(String target, MeterRegistry meters) {
        this.target = target;
        this.meters = meters;
    }

    void answered(String probe, Duration duration, String shortcoming) {
        measure(probe, "answered", duration);
        over(probe);
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

    void failed(String probe, Duration duration, FailureReason reason) {
        measure(probe, "failed", duration);
        over(probe);
        degradations.put(new Degradation(probe, reason.kind()), true);
        if (failureByProbe.put(probe, reason.text()) == null)
            LOGGER.atWarn()
                    .addKeyValue("target", target)
                    .addKeyValue("probe", probe)
                    .addKeyValue("reason", reason.text())
                    .log("Probe failed; the other probes go on, and this one is tried again");
    }

    /** Every kind of failure that there has been, and whether it is there now. */
    Map<Degradation, Boolean> degradations() {
        return degradations;
    }

    private void over(String probe) {
        degradations.replaceAll(
                (degradation, now) -> now && !degradation.probe().equals(probe));
    }

    private void measure(String probe, String outcome, Duration duration) {
        meters.timer("neonwatch.collector.probe", "target", target, "probe", probe, "outcome", outcome)
                .record(duration);
    }
}
