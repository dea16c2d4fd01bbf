package io.neonwatch.neon;

import io.neonwatch.neon.NeonException.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * When a refused request is sent again: only where that cannot do the same thing twice.
 *
 * @param attempts at most so many in all, the first included
 * @param initial upper limit of the wait after the first attempt; it doubles with each one
 * @param max upper limit of any wait that Neon did not ask for itself
 * @param total a request is given up rather than tried again after this time
 */
public record RetryPolicy(int attempts, Duration initial, Duration max, Duration total) {

    public static final RetryPolicy USUAL =
            new RetryPolicy(10, Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(60));

    /**
     * How long to wait before the next attempt; empty to give up.
     *
     * @param safe true when the request changes nothing, so that a lost answer does not matter
     * @param attempt the one that failed, from 1
     * @param spent since the first attempt began
     * @param random from 0 to 1, so that clients who failed together do not come back together
     */
    Optional<Duration> delay(NeonException failure, boolean safe, int attempt, Duration spent, double random) {
        if (attempt >= attempts || !mayRepeat(failure.kind(), safe)) return Optional.empty();
        Duration wait = failure.retryAfter().orElseGet(() -> jitter(attempt, random));
        return spent.plus(wait).compareTo(total) > 0 ? Optional.empty() : Optional.of(wait);
    }

    private Duration jitter(int attempt, double random) {
        double limit = Math.min(max.toMillis(), initial.toMillis() * Math.pow(2, attempt - 1));
        return Duration.ofMillis(Math.round(limit * random));
    }

    private static boolean mayRepeat(Kind kind, boolean safe) {
        return switch (kind) {
            case LOCKED, RATE_LIMITED, UNAVAILABLE -> true;
            case UNREACHABLE, SERVER_ERROR -> safe;
            case UNEXPECTED_ANSWER,
                    TIMED_OUT,
                    OPERATION_FAILED,
                    UNAUTHORIZED,
                    NOT_FOUND,
                    CONFLICT,
                    LIMIT_EXCEEDED,
                    OUTSIDE_HISTORY,
                    INVALID -> false;
        };
    }
}
