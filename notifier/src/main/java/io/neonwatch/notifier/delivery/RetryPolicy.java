package io.neonwatch.notifier.delivery;

import io.neonwatch.runtime.backoff.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a page is tried again: with full jitter, so that pages that failed together do not come back together. */
record RetryPolicy(Backoff backoff) {

    /** No receiver may ask for more than this: it would be a page that nobody gets. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    /**
     * The time to wait before the next try.
     *
     * @param failures in a row, from 1
     * @param asked what the receiver asked to wait; null where it did not
     * @return never less than {@code asked}, up to an hour
     */
    Duration wait(int failures, @Nullable Duration asked, RandomGenerator random) {
        Duration jittered = backoff.fullJitter(failures, random);
        if (asked == null) return jittered;
        Duration least = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        return least.compareTo(jittered) > 0 ? least : jittered;
    }
}
