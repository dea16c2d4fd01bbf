package io.neonwatch.collector.sampling.plans;

import io.neonwatch.collector.sampling.PlanShape;

/** What came of a look at a plan. */
sealed interface Explanation {

    record Seen(PlanShape shape) implements Explanation {}

    /** The user has no right to the query's tables. */
    record Refused() implements Explanation {}

    /** A table was locked, or planning took too long: another time. */
    record Postponed() implements Explanation {}

    /** It cannot be planned by itself: a table that is gone or on another search path, a parameter of no certain type. */
    record Impossible() implements Explanation {}

    /** As in the attribute {@code outcome}. */
    default String outcome() {
        return switch (this) {
            case Seen _ -> "seen";
            case Refused _ -> "refused";
            case Postponed _ -> "postponed";
            case Impossible _ -> "impossible";
        };
    }
}
