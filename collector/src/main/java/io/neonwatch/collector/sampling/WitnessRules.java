package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.List;

/** What to conclude from the sessions that other Neonwatch programs have in a database. */
final class WitnessRules {

    /** A look at a server's databases, or {@code neonwatch doctor}, is over sooner; a watch stays. */
    static final Duration PASSING = Duration.ofSeconds(3);

    enum Testimony {
        /** Nobody has come. */
        ALONE,
        /** Somebody has, and may be about to go. */
        DOUBTFUL,
        /** Another collector has come to stay. */
        SUCCEEDED
    }

    private WitnessRules() {}

    /**
     * The ages are those at some moment before {@code unconfirmed} was taken. So every session that began after the target
     * ceased to be certain is recognised, however long the answer was on its way.
     *
     * @param ages of the sessions, by the server's clock
     * @param unconfirmed how long the target has not been certain to be this collector's
     */
    static Testimony of(List<Duration> ages, Duration unconfirmed) {
        List<Duration> came =
                ages.stream().filter(age -> age.compareTo(unconfirmed) < 0).toList();
        if (came.isEmpty()) return Testimony.ALONE;
        return came.stream().anyMatch(age -> age.compareTo(PASSING) >= 0) ? Testimony.SUCCEEDED : Testimony.DOUBTFUL;
    }
}
