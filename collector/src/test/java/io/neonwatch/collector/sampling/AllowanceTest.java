package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = Long.MAX_VALUE - SECOND; // nanoTime may run over

    private final Allowance allowance = new Allowance(0.005, START);

    @Test
    void shouldLetTakeWhatComesIn() {
        // When 0.004 of a core are taken
        for (int second = 1; second <= 60; second++)
            for (int look = 0; look < 20; look++) {
                // Then
                assertThat(allowance.untilSome(START + second * SECOND)).isZero();
                allowance.spent(0.0002, START + second * SECOND);
            }
    }

    @Test
    void shouldHoldBackWhoTakesMore() {
        // Given
        double taken = 0;
        long now = START;

        // When every look takes 2 ms and as many are wanted as there may be
        for (; now - START < 100 * SECOND; now += Math.max(SECOND / 20, allowance.untilSome(now))) {
            allowance.spent(0.002, now);
            taken += 0.002;
        }

        // Then what was kept at the start comes on top
        assertThat(taken).isCloseTo(0.005 * 100 + 0.005, within(0.005));
    }

    @Test
    void shouldKeepSomeForWhatIsUrgent() {
        // When 0.6 of what was kept are taken
        allowance.spent(0.003, START);

        // Then
        assertThat(allowance.untilSome(START)).isZero();
        assertThat(allowance.untilPlenty(START)).isCloseTo(SECOND / 10, within(1_000L));
        assertThat(allowance.untilPlenty(START + SECOND / 5)).isZero();
    }

    @Test
    void shouldNotHoldBackForLongAfterAnAnswerThatHung() {
        // When
        allowance.spent(5, START);

        // Then
        assertThat(allowance.untilSome(START)).isEqualTo(10 * SECOND);
        assertThat(allowance.untilSome(START + 10 * SECOND)).isZero();
    }
}
