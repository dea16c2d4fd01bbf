package io.neonwatch.neon;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.neon.NeonException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = RetryPolicy.USUAL;

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "RATE_LIMITED", "UNAVAILABLE"})
    void shouldRepeatAnyRequestThatWasRefusedUndone(Kind kind) {
        assertThat(POLICY.delay(failure(kind, null), false, 1, Duration.ZERO, 1))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR"})
    void shouldRepeatARequestOfUnknownOutcomeOnlyWhenItChangesNothing(Kind kind) {
        assertThat(POLICY.delay(failure(kind, null), true, 1, Duration.ZERO, 1)).isPresent();
        assertThat(POLICY.delay(failure(kind, null), false, 1, Duration.ZERO, 1))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOCKED", "RATE_LIMITED", "UNAVAILABLE", "UNREACHABLE", "SERVER_ERROR"})
    void shouldNotRepeatWhatWillFailAgain(Kind kind) {
        assertThat(POLICY.delay(failure(kind, null), true, 1, Duration.ZERO, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 250", "2, 500", "3, 1000", "6, 8000", "7, 10000", "9, 10000"})
    void shouldDoubleTheLimitOfTheWaitUpToTheMost(int attempt, long millis) {
        assertThat(POLICY.delay(failure(Kind.LOCKED, null), false, attempt, Duration.ZERO, 1))
                .contains(Duration.ofMillis(millis));
    }

    @Test
    void shouldSpreadTheWaitDownToNothing() {
        assertThat(POLICY.delay(failure(Kind.LOCKED, null), false, 3, Duration.ZERO, 0))
                .contains(Duration.ZERO);
    }

    @Test
    void shouldWaitAsLongAsNeonAsks() {
        NeonException failure = failure(Kind.RATE_LIMITED, Duration.ofSeconds(17));
        assertThat(POLICY.delay(failure, false, 1, Duration.ZERO, 0.5)).contains(Duration.ofSeconds(17));
    }

    @Test
    void shouldGiveUpWhenTheWaitWouldTakeTooLong() {
        NeonException failure = failure(Kind.RATE_LIMITED, Duration.ofSeconds(50));
        assertThat(POLICY.delay(failure, false, 1, Duration.ofSeconds(10), 1)).isPresent();
        assertThat(POLICY.delay(failure, false, 1, Duration.ofSeconds(11), 1)).isEmpty();
    }

    @Test
    void shouldGiveUpAfterTheLastAttempt() {
        assertThat(POLICY.delay(failure(Kind.LOCKED, null), false, 10, Duration.ZERO, 1))
                .isEmpty();
    }

    private static NeonException failure(Kind kind, @Nullable Duration retryAfter) {
        return new NeonException(kind, "", new NeonFailure(0, "", "", "", retryAfter), null);
    }
}
