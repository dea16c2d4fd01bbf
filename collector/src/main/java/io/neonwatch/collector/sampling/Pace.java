package io.neonwatch.collector.sampling;

import java.time.Duration;

/**
 * How a watch fits in with the others.
 *
 * @param startAfter how long it waits before it begins, so that not all do so at the same moment
 * @param turns taken for every connection and every round
 */
public record Pace(Duration startAfter, Turns turns) {

    /** As if there were no other. */
    public static final Pace ALONE = new Pace(Duration.ZERO, Turns.UNLIMITED);
}
