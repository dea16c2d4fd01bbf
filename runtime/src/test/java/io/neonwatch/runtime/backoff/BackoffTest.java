package io.neonwatch.runtime.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "4, 4000", "5, 5000", "6, 5000", "2147483647, 5000"})
    void shouldDoubleUpToTheMaximum(int attempt, long milliseconds) {
        assertThat(backoff.limit(attempt)).isEqualTo(Duration.ofMillis(milliseconds));
    }

    @Test
    void shouldNotOverflow() {
        // Given
        Backoff longest = new Backoff(Duration.ofNanos(1), Duration.ofSeconds(Long.MAX_VALUE));

        // When // Then
        assertThat(longest.limit(Integer.MAX_VALUE)).isEqualTo(longest.max());
    }

    @RepeatedTest(50)
    void shouldStayWithinTheLimit() {
        // Given
        Random random = new Random();

        // When // Then
        assertThat(backoff.fullJitter(3, random)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(backoff.equalJitter(3, random)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .withMessage("initial must be more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("max must not be less than initial");
        assertThatIllegalArgumentException().isThrownBy(() -> backoff.limit(0)).withMessage("attempt counts from 1");
    }
}
