package io.neonwatch.neon;

import java.time.Duration;

/**
 * How operations are waited for.
 *
 * @param interval between two looks
 * @param timeout after which waiting ends with {@link NeonException.Kind#TIMED_OUT}
 * @param failureGrace how long a failed operation may stay failed before it counts: Neon tries some again
 */
public record OperationPolling(Duration interval, Duration timeout, Duration failureGrace) {

    public static final OperationPolling USUAL =
            new OperationPolling(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(30));
}
