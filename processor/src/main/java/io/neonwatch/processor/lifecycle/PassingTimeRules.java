package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Cleared;
import io.neonwatch.processor.lifecycle.AlertState.Firing;
import io.neonwatch.processor.lifecycle.AlertState.Pending;
import io.neonwatch.processor.lifecycle.AlertState.Quiet;
import io.neonwatch.processor.lifecycle.AlertState.Recovering;
import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.processor.lifecycle.AlertState.Resolved;
import io.neonwatch.processor.rules.NoData;
import io.neonwatch.processor.rules.Rule;
import java.time.Duration;
import java.time.Instant;

/** What passing time alone does to an alert, in event time of its target. */
public final class PassingTimeRules {

    /** How long an alert that is over stays known, so that whoever missed its end can still be told. */
    public static final Duration RETENTION = Duration.ofHours(24);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String NO_DATA = "no_data";
    private static final String RULE_REMOVED = "rule_removed";

    private PassingTimeRules() {}

    /** The target's time has come to {@code now}, without a sample for this alert. */
    public static Decision advance(Rule rule, Remembered state, Instant now) {
        return switch (state) {
            case Pending pending when isSilent(rule, pending, now) -> Endings.clear(pending, now, NO_DATA);
            case Firing firing when isSilent(rule, firing, now) -> Endings.recover(rule, firing, now, NO_DATA);
            case Pending _, Firing _ -> Decision.quietly(state);
            case Recovering recovering -> Endings.resolveWhenOver(rule, recovering, now);
            case Cleared _, Resolved _ -> forgetWhenOver(state, now);
        };
    }

    /** The rule is gone, or evaluates by other labels now. */
    public static Decision ruleRemoved(Remembered state, Instant now) {
        return switch (state) {
            case Pending pending -> Endings.clear(pending, now, RULE_REMOVED);
            case Firing firing -> Endings.resolve(new Recovering(firing, now), now, RULE_REMOVED);
            case Recovering recovering -> Endings.resolve(recovering, now, RULE_REMOVED);
            case Cleared _, Resolved _ -> forgetWhenOver(state, now);
        };
    }

    private static Decision forgetWhenOver(Remembered state, Instant now) {
        return Decision.quietly(Endings.isOver(state.episode().changedAt(), RETENTION, now) ? new Quiet() : state);
    }

    private static boolean isSilent(Rule rule, Remembered state, Instant now) {
        if (rule.noData() != NoData.OK) return false;
        Reading reading = state.episode().reading();
        Duration silence = rule.noDataFor() == null ? reading.maxGap().plus(GRACE) : rule.noDataFor();
        return reading.at().plus(silence).isBefore(now);
    }
}
