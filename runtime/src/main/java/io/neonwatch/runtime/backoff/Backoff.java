package io.neonwatch.runtime.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with jitter: the limit doubles with every attempt, and the wait is drawn at random below it, so
 * that those who failed together do not come back together. Pure; the caller waits.
 *
 * @param initial limit after the first failure, more than zero
 * @param max the limit never grows beyond it; not less than {@code initial}
 */
public record Backoff(Duration initial, Duration max) {

    public Backoff {
        if (!initial.isPositive()) throw new IllegalArgumentException("initial must be more than zero");
        if (max.compareTo(initial) < 0) throw new IllegalArgumentException("max must not be less than initial");
    }

    /** @param attempt how many times it has failed in a row, from 1 */
    public Duration limit(int attempt) {
        if (attempt < 1) throw new IllegalArgumentException("attempt counts from 1");
        Duration limit = initial;
        for (int doubled = 1; doubled < attempt && limit.compareTo(max) < 0; doubled++)
            limit = limit.compareTo(max.dividedBy(2)) > 0 ? max : limit.multipliedBy(2);
        return limit;
    }

    /** From zero to the limit ("full jitter"): the least load when many callers retry. */
    public Duration fullJitter(int attempt, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(limit(attempt).toNanos() + 1));
    }

    /** From half the limit to the limit: for a single caller that must not ask again at once. */
    public Duration equalJitter(int attempt, RandomGenerator random) {
        long half = limit(attempt).toNanos() / 2;
        return Duration.ofNanos(half + random.nextLong(half + 1));
    }
}
