package io.neonwatch.collector.sampling;

import io.neonwatch.schemas.TargetState;
import java.time.Duration;

/** Whether a target may be connected to. */
public sealed interface Admission {

    /** It may. */
    record Open() implements Admission {}

    /**
     * It may not, and nothing is wrong with the target as far as is known.
     *
     * @param state of the target
     * @param reason for a person: what is so and what ends it
     * @param lookAgainIn when to ask again
     */
    record Closed(TargetState state, String reason, Duration lookAgainIn) implements Admission {

        /** Suspended, or left alone so that it can suspend; not when its state is unknown. */
        public boolean healthy() {
            return state == TargetState.SUSPENDED || state == TargetState.ACTIVE;
        }
    }
}
