package io.neonwatch.collector.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Spreads the beginnings of many watches, and with them all their later rounds; a single one begins at once. */
public final class StartTimes {

    private static final Duration FOR_EACH = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;

    public StartTimes(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait, anything from 0 to 20 ms for each of the others, and 10 s at the most.
     *
     * @param targets how many there are, this one included; at least 1
     */
    public Duration next(int targets) {
        Duration whole = FOR_EACH.multipliedBy(targets - 1L);
        long most = whole.compareTo(LONGEST) < 0 ? whole.toNanos() : LONGEST.toNanos();
        return Duration.ofNanos(most == 0 ? 0 : random.nextLong(most));
    }
}
