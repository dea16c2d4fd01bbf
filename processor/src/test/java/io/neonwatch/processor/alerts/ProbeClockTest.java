package io.neonwatch.processor.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.processor.alerts.ProbeClock.Order;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeClockTest {

    @ParameterizedTest(name = "observed {0}, collected {1}: {2}")
    @CsvSource({
        "101, 101, NEXT",
        "100, 100, STALE",
        "100, 101, STALE",
        "90, 90, STALE",
        "90, 101, STALE",
        "50, 101, CLOCK_SET_BACK",
        "50, 50, STALE",
    })
    void shouldTellHowABatchFollows(long observed, long collected, Order expected) {
        // Given
        ProbeClock clock = ProbeClock.first(at(100), at(100));

        // When
        Order order = clock.order(at(observed), at(collected));

        // Then
        assertThat(order).isEqualTo(expected);
    }

    @ParameterizedTest(name = "batches at {0}: a gap is longer than {1} s")
    @CsvSource({
        "0, 30",
        "0 1 2 3, 30",
        "0 20 40 60, 60",
        "0 20 40 400, 60",
        "0 1 61 121, 180",
        "0 300, 900",
    })
    void shouldDeriveTheGapFromTheUsualSpacing(String batches, long expectedSeconds) {
        // Given
        String[] seconds = batches.split(" ", -1);
        ProbeClock clock = ProbeClock.first(at(Long.parseLong(seconds[0])), at(0));

        // When
        for (int index = 1; index < seconds.length; index++)
            clock = clock.advanced(at(Long.parseLong(seconds[index])), at(0));

        // Then
        assertThat(clock.maxGap()).isEqualTo(Duration.ofSeconds(expectedSeconds));
    }

    @Test
    void shouldNotTakeASetBackForASpacing() {
        // Given
        ProbeClock clock =
                ProbeClock.first(at(0), at(0)).advanced(at(20), at(20)).advanced(at(40), at(40));

        // When
        ProbeClock after = clock.advanced(at(10), at(60));

        // Then
        assertThat(after.spacings()).isEqualTo(clock.spacings());
        assertThat(after.observedAt()).isEqualTo(at(10));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
