package io.neonwatch.collector.sampling.neon;

import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The last answer to one question to Neon's API, for all who ask it. Safe for use by many threads. */
final class Remembered<T> {

    /** What is asked. */
    interface Question<T> {

        T ask() throws InterruptedException;
    }

    private static final Duration RATE_LIMIT_PAUSE = Duration.ofSeconds(30);
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(3);

    private final CallRate rate;
    private final Question<T> question;
    private @Nullable T value;
    private long valueAt;
    private @Nullable NeonException failure;
    private long failedAt;

    Remembered(CallRate rate, Question<T> question) {
        this.rate = rate;
        this.question = question;
    }

    /**
     * Asks only when the last answer is older than wanted, and not while the API is paused. Others wait meanwhile, and
     * get the same answer.
     *
     * @throws NeonException when there is no answer, not even an old one
     */
    synchronized Seen<T> get(Duration maximumAge) throws InterruptedException {
        long now = System.nanoTime();
        T known = value;
        if (known != null && now - valueAt <= maximumAge.toNanos()) return new Seen<>(known, age(now), "");
        NeonException before = failure;
        boolean failedJustNow = before != null && now - failedAt < FAILURE_PAUSE.toNanos();
        if (!failedJustNow && rate.take(now)) return ask();
        NeonException reason = before != null
                ? before
                : new NeonException(
                        Kind.RATE_LIMITED, "Neon's API is not asked more often now, to stay within its rate limit");
        if (known == null) throw reason;
        return new Seen<>(known, age(now), reason.reason());
    }

    private Seen<T> ask() throws InterruptedException {
        try {
            T answer = question.ask();
            value = answer;
            valueAt = System.nanoTime();
            failure = null;
            return new Seen<>(answer, Duration.ZERO, "");
        } catch (NeonException e) {
            failure = e;
            failedAt = System.nanoTime();
            if (e.kind() == Kind.RATE_LIMITED)
                rate.pause(failedAt, e.retryAfter().orElse(RATE_LIMIT_PAUSE));
            T known = value;
            // Gone is gone, whatever was known before.
            if (known == null || e.kind() == Kind.NOT_FOUND) throw e;
            return new Seen<>(known, age(failedAt), e.reason());
        }
    }

    private Duration age(long now) {
        return Duration.ofNanos(now - valueAt);
    }
}
