package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.RecoveryPoint;
import io.neonwatch.schemas.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drives the rules over one series, with seconds since the epoch for time. */
final class Timeline {

    final Series series;
    private final Duration maxGap;
    private Rule rule;
    AlertState state = AlertState.QUIET;
    private final List<AlertEvent> events = new ArrayList<>();
    private @Nullable RecoveryPoint recoveryPoint;

    Timeline(Rule rule) {
        this.rule = rule;
        this.series = new Series(rule.id(), Map.of("target", "orders"));
        this.maxGap = Duration.ofSeconds(30);
    }

    Timeline sample(long second, double value) {
        return sample(second, value, true);
    }

    Timeline sample(long second, double value, boolean conclusive) {
        return apply(AlertRules.decide(rule, series, state, observation(second, value, conclusive, false)));
    }

    Timeline sampleAfterClockWasSetBack(long second, double value) {
        return apply(AlertRules.decide(rule, series, state, observation(second, value, true, true)));
    }

    Timeline passTo(long second) {
        return state instanceof Remembered known
                ? apply(PassingTimeRules.advance(rule, known, Instant.ofEpochSecond(second)))
                : this;
    }

    Timeline removeRule(long second) {
        return state instanceof Remembered known
                ? apply(PassingTimeRules.ruleRemoved(known, Instant.ofEpochSecond(second)))
                : this;
    }

    Timeline edit(Rule edited) {
        rule = edited;
        return this;
    }

    Timeline recoveryPoint(long second) {
        recoveryPoint = new RecoveryPoint(Instant.ofEpochSecond(second), "0/" + second);
        return this;
    }

    List<AlertEvent> events() {
        return events;
    }

    /** Each event as {@code second TRANSITION}. */
    List<String> story() {
        return events.stream()
                .map(event -> event.getAt().getEpochSecond() + " " + event.getTransition())
                .toList();
    }

    List<Transition> transitions() {
        return events.stream().map(AlertEvent::getTransition).toList();
    }

    private Observation observation(long second, double value, boolean conclusive, boolean clockSetBack) {
        return new Observation(
                Instant.ofEpochSecond(second),
                value,
                conclusive,
                "1",
                Map.of("pid", "42"),
                recoveryPoint,
                maxGap,
                clockSetBack);
    }

    private Timeline apply(Decision decision) {
        state = decision.state();
        decision.steps().forEach(step -> events.add(AlertRecords.event(rule, series, step)));
        return this;
    }
}
