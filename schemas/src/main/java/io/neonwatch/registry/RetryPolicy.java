package io.neonwatch.registry;

import java.time.Duration;

/** Exponential backoff with full jitter, so that services that lost a registry together do not come back together. */
final class RetryPolicy {

    private static final long FIRST_MILLIS = 200;
    private static final long MOST_MILLIS = 5_000;

    private RetryPolicy() {}

    /**
     * @param repeats how often the request has been made before this delay, from 0
     * @param random from 0 (inclusive) to 1 (exclusive)
     * @param asked what the registry asked for; zero if nothing
     */
    static Duration delay(int repeats, double random, Duration asked) {
        long ceiling = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(repeats, 10));
        return asked.plusMillis((long) (random * ceiling));
    }
}
