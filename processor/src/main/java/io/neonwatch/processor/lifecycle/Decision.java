package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.lifecycle.AlertState.Remembered;
import io.neonwatch.schemas.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What follows from a sample: the state to remember and the events to publish, in order. */
public record Decision(AlertState state, List<Step> steps) {

    static Decision quietly(AlertState state) {
        return new Decision(state, List.of());
    }

    static Decision step(Transition transition, Instant at, String reason, Remembered state) {
        Remembered changed = state.with(state.episode().changed(at));
        return new Decision(changed, List.of(new Step(transition, reason, changed)));
    }

    /** The same, with the steps of an earlier decision before its own. */
    Decision after(Decision earlier) {
        List<Step> all = new ArrayList<>(earlier.steps);
        all.addAll(steps);
        return new Decision(state, List.copyOf(all));
    }
}
