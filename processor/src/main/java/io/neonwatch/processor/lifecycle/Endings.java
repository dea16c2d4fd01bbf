package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Cleared;
import io.neonwatch.processor.lifecycle.AlertState.Firing;
import io.neonwatch.processor.lifecycle.AlertState.Pending;
import io.neonwatch.processor.lifecycle.AlertState.Recovering;
import io.neonwatch.processor.lifecycle.AlertState.Resolved;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.Transition;
import java.time.Duration;
import java.time.Instant;

/** How alerts end. */
final class Endings {

    private Endings() {}

    static Decision clear(Pending pending, Instant at, String reason) {
        return Decision.step(
                Transition.CLEARED, at, reason, new Cleared(pending.episode().withoutStreaks()));
    }

    /** The first clear sample: resolved at once where the rule does not keep firing. */
    static Decision recover(Rule rule, Firing firing, Instant at, String reason) {
        Instant lowerSince = firing.lowerSince() == null ? at : firing.lowerSince();
        Recovering recovering =
                new Recovering(firing.with(firing.episode().withoutStreaks()).lowerSince(lowerSince), at);
        return rule.keepFiringFor().isZero()
                ? resolve(recovering, at, reason)
                : Decision.step(Transition.RECOVERING, at, reason, recovering);
    }

    static Decision resolveWhenOver(Rule rule, Recovering recovering, Instant now) {
        return isOver(recovering.clearSince(), rule.keepFiringFor(), now)
                ? resolve(recovering, now, "")
                : Decision.quietly(recovering);
    }

    static Decision resolve(Recovering recovering, Instant at, String reason) {
        return Decision.step(
                Transition.RESOLVED, at, reason, new Resolved(recovering.firing(), recovering.clearSince()));
    }

    static boolean isOver(Instant since, Duration length, Instant now) {
        return !since.plus(length).isAfter(now);
    }
}
