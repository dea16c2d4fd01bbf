package io.neonwatch.processor.alerts;

import io.neonwatch.processor.lifecycle.AlertState;
import io.neonwatch.processor.lifecycle.AlertState.Cleared;
import io.neonwatch.processor.lifecycle.AlertState.Firing;
import io.neonwatch.processor.lifecycle.AlertState.Pending;
import io.neonwatch.processor.lifecycle.AlertState.Recovering;
import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.lifecycle.AlertState.Resolved;
import io.neonwatch.processor.lifecycle.Episode;
import io.neonwatch.processor.lifecycle.Reading;
import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.processor.lifecycle.Streak;
import io.neonwatch.processor.lifecycle.Streaks;
import io.neonwatch.schemas.RecoveryPoint;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.processor.StoredAlert;
import io.neonwatch.schemas.processor.StoredStreak;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Alert states as they are stored, and back. */
final class StoredAlerts {

    private StoredAlerts() {}

    static StoredAlert toStored(Series series, Remembered state) {
        Episode episode = state.episode();
        Reading reading = episode.reading();
        RecoveryPoint point = episode.recoveryPoint();
        StoredAlert.Builder stored = StoredAlert.newBuilder()
                .setRule(series.rule())
                .setLabels(series.labels())
                .setState(name(state))
                .setFirstBreachAt(episode.firstBreachAt())
                .setRecoveryAt(point == null ? null : point.getAt())
                .setRecoveryLsn(point == null ? null : point.getLsn())
                .setSequence(episode.sequence())
                .setChangedAt(episode.changedAt())
                .setWarning(toStored(episode.streaks().warning()))
                .setCritical(toStored(episode.streaks().critical()))
                .setSampledAt(reading.at())
                .setValue(reading.value())
                .setUnit(reading.unit())
                .setThreshold(reading.threshold())
                .setSummary(reading.summary())
                .setMaxGapMs(reading.maxGap().toMillis());
        Firing firing = firing(state);
        if (firing != null)
            stored.setSeverity(firing.severity().name())
                    .setHighest(firing.highest().name())
                    .setFiredAt(firing.firedAt())
                    .setLowerSince(firing.lowerSince());
        return stored.setClearSince(clearSince(state)).build();
    }

    static Series series(StoredAlert stored) {
        return new Series(stored.getRule(), stored.getLabels());
    }

    static AlertState fromStored(@Nullable StoredAlert stored) {
        if (stored == null) return AlertState.QUIET;
        Episode episode = episode(stored);
        return switch (stored.getState()) {
            case "PENDING" -> new Pending(episode);
            case "CLEARED" -> new Cleared(episode);
            case "FIRING" -> firing(stored, episode);
            case "RECOVERING" ->
                new Recovering(firing(stored, episode), Objects.requireNonNull(stored.getClearSince()));
            case "RESOLVED" -> new Resolved(firing(stored, episode), Objects.requireNonNull(stored.getClearSince()));
            default ->
                throw new IllegalStateException("the store holds an alert in the unknown state " + stored.getState());
        };
    }

    private static Episode episode(StoredAlert stored) {
        Instant recoveryAt = stored.getRecoveryAt();
        return new Episode(
                stored.getFirstBreachAt(),
                recoveryAt == null ? null : new RecoveryPoint(recoveryAt, stored.getRecoveryLsn()),
                stored.getSequence(),
                stored.getChangedAt(),
                new Streaks(fromStored(stored.getWarning()), fromStored(stored.getCritical())),
                new Reading(
                        stored.getSampledAt(),
                        stored.getValue(),
                        stored.getUnit(),
                        stored.getThreshold(),
                        stored.getSummary(),
                        Duration.ofMillis(stored.getMaxGapMs())));
    }

    private static Firing firing(StoredAlert stored, Episode episode) {
        return new Firing(
                episode,
                Severity.valueOf(stored.getSeverity()),
                Severity.valueOf(stored.getHighest()),
                Objects.requireNonNull(stored.getFiredAt()),
                stored.getLowerSince());
    }

    private static @Nullable Firing firing(Remembered state) {
        return switch (state) {
            case Pending _, Cleared _ -> null;
            case Firing firing -> firing;
            case Recovering recovering -> recovering.firing();
            case Resolved resolved -> resolved.firing();
        };
    }

    private static @Nullable Instant clearSince(Remembered state) {
        return switch (state) {
            case Pending _, Cleared _, Firing _ -> null;
            case Recovering recovering -> recovering.clearSince();
            case Resolved resolved -> resolved.resolvedAt();
        };
    }

    private static String name(Remembered state) {
        return switch (state) {
            case Pending _ -> "PENDING";
            case Cleared _ -> "CLEARED";
            case Firing _ -> "FIRING";
            case Recovering _ -> "RECOVERING";
            case Resolved _ -> "RESOLVED";
        };
    }

    private static StoredStreak toStored(Streak streak) {
        return new StoredStreak(streak.held().toMillis(), streak.samples());
    }

    private static Streak fromStored(StoredStreak stored) {
        return new Streak(Duration.ofMillis(stored.getHeldMs()), stored.getSamples());
    }
}
