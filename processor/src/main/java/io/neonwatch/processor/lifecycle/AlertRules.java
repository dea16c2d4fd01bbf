package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Cleared;
import io.neonwatch.processor.lifecycle.AlertState.Firing;
import io.neonwatch.processor.lifecycle.AlertState.Pending;
import io.neonwatch.processor.lifecycle.AlertState.Quiet;
import io.neonwatch.processor.lifecycle.AlertState.Recovering;
import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.lifecycle.AlertState.Resolved;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.Severity;
import io.neonwatch.schemas.Transition;
import java.time.Duration;
import java.time.Instant;

/** What a sample does to an alert: docs/alerts.md, as code. Changes nothing; it says what should follow. */
public final class AlertRules {

    private AlertRules() {}

    /** A sample has come. */
    public static Decision decide(Rule rule, Series series, AlertState state, Observation sample) {
        if (state instanceof Remembered known && isOlder(sample, known)) return Decision.quietly(state);
        return switch (state) {
            case Quiet _, Cleared _, Resolved _ -> begin(rule, series, state, sample);
            case Pending pending -> whilePending(rule, series, pending, sample);
            case Firing firing -> whileFiring(rule, series, firing, sample);
            case Recovering recovering -> whileRecovering(rule, series, recovering, sample);
        };
    }

    private static Decision begin(Rule rule, Series series, AlertState state, Observation sample) {
        Streaks streaks = Streaks.NONE.after(rule, sample, Duration.ZERO);
        if (streaks.equals(Streaks.NONE)) return Decision.quietly(state);
        Episode episode = new Episode(
                sample.at(),
                rule.recovery() ? sample.recoveryPoint() : null,
                0,
                sample.at(),
                streaks,
                Readings.breaching(rule, series, Levels.mildest(rule), sample));
        Severity severity = streaks.satisfied(rule);
        if (severity != Severity.NONE) return fire(rule, series, new Pending(episode), severity, sample);
        return Decision.step(Transition.PENDING, sample.at(), "", new Pending(episode));
    }

    private static Decision whilePending(Rule rule, Series series, Pending pending, Observation sample) {
        Episode before = pending.episode();
        Streaks streaks = before.streaks().after(rule, sample, sinceLast(before, sample));
        if (streaks.equals(Streaks.NONE))
            return Endings.clear(
                    pending.with(before.with(streaks, Readings.clear(before.reading(), sample))), sample.at(), "");
        Pending still =
                pending.with(before.with(streaks, Readings.breaching(rule, series, Levels.mildest(rule), sample)));
        Severity severity = streaks.satisfied(rule);
        return severity == Severity.NONE ? Decision.quietly(still) : fire(rule, series, still, severity, sample);
    }

    private static Decision fire(Rule rule, Series series, Pending pending, Severity severity, Observation sample) {
        Episode episode = pending.episode();
        Reading reading = Readings.breaching(rule, series, severity, sample);
        Firing firing = new Firing(episode.with(episode.streaks(), reading), severity, severity, sample.at(), null);
        return Decision.step(Transition.FIRING, sample.at(), "", firing);
    }

    private static Decision whileFiring(Rule rule, Series series, Firing firing, Observation sample) {
        Streaks streaks = firing.episode().streaks().after(rule, sample, sinceLast(firing.episode(), sample));
        Severity raised = streaks.satisfied(rule);
        Severity level = Levels.held(rule, firing, sample);
        if (raised.compareTo(firing.severity()) > 0) {
            Firing worse = firing.severity(raised);
            return Decision.step(
                    Transition.SEVERITY_RAISED, sample.at(), "", read(rule, series, worse, streaks, sample));
        }
        if (level == Severity.NONE) {
            Reading reading = Readings.clear(firing.episode().reading(), sample);
            return Endings.recover(rule, firing.with(firing.episode().with(streaks, reading)), sample.at(), "");
        }
        if (level == firing.severity())
            return Decision.quietly(read(rule, series, firing.lowerSince(null), streaks, sample));
        Instant since = firing.lowerSince() == null ? sample.at() : firing.lowerSince();
        if (!Endings.isOver(since, rule.keepFiringFor(), sample.at()))
            return Decision.quietly(read(rule, series, firing.lowerSince(since), streaks, sample));
        return Decision.step(
                Transition.SEVERITY_LOWERED,
                sample.at(),
                "",
                read(rule, series, firing.severity(level), streaks, sample));
    }

    private static Decision whileRecovering(Rule rule, Series series, Recovering recovering, Observation sample) {
        Firing firing = recovering.firing();
        if (Levels.breached(rule, sample) != Severity.NONE) {
            // The next line reads the sample, so the step before it must not count it too.
            Decision again = Decision.step(
                    Transition.REFIRED,
                    sample.at(),
                    "",
                    read(rule, series, firing, firing.episode().streaks(), sample));
            return whileFiring(rule, series, refired(firing, again), sample).after(again);
        }
        Episode before = firing.episode();
        Episode episode = before.with(Streaks.NONE, Readings.clear(before.reading(), sample));
        Instant since = recovering.clearSince().isAfter(sample.at()) ? sample.at() : recovering.clearSince();
        return Endings.resolveWhenOver(rule, new Recovering(firing.with(episode), since), sample.at());
    }

    /** The state after a step, with the reading from before it, so that the streaks still see the time between. */
    private static Firing refired(Firing before, Decision again) {
        Episode after = ((Firing) again.state()).episode();
        return before.with(
                after.with(before.episode().streaks(), before.episode().reading()));
    }

    private static Firing read(Rule rule, Series series, Firing firing, Streaks streaks, Observation sample) {
        Reading reading = Readings.breaching(rule, series, firing.severity(), sample);
        return firing.with(firing.episode().with(streaks, reading));
    }

    private static boolean isOlder(Observation sample, Remembered known) {
        return !sample.clockSetBack()
                && sample.at().isBefore(known.episode().reading().at());
    }

    private static Duration sinceLast(Episode episode, Observation sample) {
        return Duration.between(episode.reading().at(), sample.at());
    }
}
