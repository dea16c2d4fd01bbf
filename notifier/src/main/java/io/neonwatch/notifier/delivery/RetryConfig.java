package io.neonwatch.notifier.delivery;

import io.neonwatch.runtime.backoff.Backoff;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a page is tried again, under the key {@code notifier.retry}.
 *
 * @param initial the longest wait after the first failure; 1 s if left out. It doubles with each further one
 * @param max the longest wait of all; 1 m if left out
 */
public record RetryConfig(
        @Nullable Duration initial, @Nullable Duration max) {

    public static final RetryConfig USUAL = new RetryConfig(null, null);

    public RetryConfig {
        initial = Objects.requireNonNullElse(initial, Duration.ofSeconds(1));
        max = Objects.requireNonNullElse(max, Duration.ofMinutes(1));
        if (!initial.isPositive()) throw new IllegalArgumentException("initial must be more than 0s");
        if (max.compareTo(initial) < 0) throw new IllegalArgumentException("max must not be less than initial");
    }

    RetryPolicy policy() {
        return new RetryPolicy(new Backoff(
                Objects.requireNonNullElse(initial, Duration.ofSeconds(1)),
                Objects.requireNonNullElse(max, Duration.ofMinutes(1))));
    }
}
