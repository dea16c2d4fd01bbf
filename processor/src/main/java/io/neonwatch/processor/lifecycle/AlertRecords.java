package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Cleared;
import io.neonwatch.processor.lifecycle.AlertState.Firing;
import io.neonwatch.processor.lifecycle.AlertState.Pending;
import io.neonwatch.processor.lifecycle.AlertState.Recovering;
import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.lifecycle.AlertState.Resolved;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is published of an alert. */
public final class AlertRecords {

    private AlertRecords() {}

    /**
     * A step as it is published.
     *
     * @param rule null where it was removed
     */
    public static AlertEvent event(@Nullable Rule rule, Series series, Step step) {
        Episode episode = step.state().episode();
        return AlertEvent.newBuilder()
                .setTransition(step.transition())
                .setSequence(episode.sequence())
                .setAt(episode.changedAt())
                .setReason(step.reason())
                .setAlert(alert(rule, series, step.state()))
                .build();
    }

    private static Alert alert(@Nullable Rule rule, Series series, Remembered state) {
        Episode episode = state.episode();
        Reading reading = episode.reading();
        String fingerprint = series.fingerprint();
        return Alert.newBuilder()
                .setFingerprint(fingerprint)
                .setEpisode(fingerprint + "@" + episode.firstBreachAt().toEpochMilli())
                .setRule(series.rule())
                .setTarget(series.target())
                .setLabels(series.labels())
                .setState(published(state))
                .setSeverity(severity(state))
                .setValue(reading.value())
                .setUnit(reading.unit())
                .setThreshold(reading.threshold())
                .setSummary(reading.summary())
                .setRunbook(rule == null ? "" : rule.runbook())
                .setFirstBreachAt(episode.firstBreachAt())
                .setFiredAt(firedAt(state))
                .setResolvedAt(state instanceof Resolved resolved ? resolved.resolvedAt() : null)
                .setUpdatedAt(episode.changedAt())
                .setRecovery(rule != null && rule.recovery())
                .setRecoveryPoint(episode.recoveryPoint())
                .build();
    }

    private static io.neonwatch.schemas.AlertState published(Remembered state) {
        return switch (state) {
            case Pending _ -> io.neonwatch.schemas.AlertState.PENDING;
            case Cleared _ -> io.neonwatch.schemas.AlertState.INACTIVE;
            case Firing _ -> io.neonwatch.schemas.AlertState.FIRING;
            case Recovering _ -> io.neonwatch.schemas.AlertState.RECOVERING;
            case Resolved _ -> io.neonwatch.schemas.AlertState.RESOLVED;
        };
    }

    private static Severity severity(Remembered state) {
        return switch (state) {
            case Pending _, Cleared _ -> Severity.NONE;
            case Firing firing -> firing.severity();
            case Recovering recovering -> recovering.firing().severity();
            case Resolved resolved -> resolved.firing().highest();
        };
    }

    private static @Nullable Instant firedAt(Remembered state) {
        return switch (state) {
            case Pending _, Cleared _ -> null;
            case Firing firing -> firing.firedAt();
            case Recovering recovering -> recovering.firing().firedAt();
            case Resolved resolved -> resolved.firing().firedAt();
        };
    }
}
