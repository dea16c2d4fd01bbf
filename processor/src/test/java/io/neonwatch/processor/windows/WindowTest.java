package io.neonwatch.processor.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.processor.rules.Aggregation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"MAX, 5", "MIN, 1", "AVG, 3", "SUM, 9", "COUNT, 3"})
    void shouldAggregateWhatIsWithin(Aggregation aggregation, double expected) {
        // Given
        Window window = Window.empty(HOUR).plus(at(0), 1).plus(at(600), 5).plus(at(600), 3);

        // When
        var value = window.at(at(3000), HOUR).value(aggregation);

        // Then
        assertThat(value).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"MAX, false", "MIN, false", "AVG, false", "SUM, true", "COUNT, true"})
    void shouldHaveNoneOrZeroWhenEmpty(Aggregation aggregation, boolean zero) {
        var value = Window.empty(HOUR).value(aggregation);
        assertThat(value.isPresent()).isEqualTo(zero);
        assertThat(value.orElse(0)).isZero();
    }

    @Test
    void shouldLetPointsGoWithinABucketOfTheirTime() {
        // Given
        Window window = Window.empty(HOUR).plus(at(5), 1);

        // When
        Window before = window.at(at(3600), HOUR);
        Window after = window.at(at(3611), HOUR);

        // Then
        assertThat(before.isEmpty()).isFalse();
        assertThat(after.isEmpty()).isTrue();
    }

    @Test
    void shouldTakePointsThatComeSlightlyLate() {
        // Given
        Window window = Window.empty(HOUR).plus(at(100), 1);

        // When
        Window late = window.plus(at(50), 1).plus(at(100), 1);

        // Then
        assertThat(late.value(Aggregation.COUNT)).hasValue(3);
        assertThat(late.buckets()).extracting(Bucket::start).containsExactly(50_000L, 100_000L);
    }

    @Test
    void shouldDropWhatAWrongClockPutFarAhead() {
        // Given
        Window window = Window.empty(HOUR).plus(at(7200), 1).plus(at(20), 1);

        // When
        Window now = window.at(at(10), HOUR);

        // Then
        assertThat(now.value(Aggregation.COUNT)).hasValue(1);
    }

    @Test
    void shouldKeepItsPointsWhenTheRuleLooksFurtherBack() {
        // Given
        Window window = Window.empty(Duration.ofMinutes(1)).plus(at(1), 2).plus(at(2), 3);

        // When
        Window longer = window.resized(HOUR);

        // Then
        assertThat(longer.resolution()).isEqualTo(10_000);
        assertThat(longer.value(Aggregation.SUM)).hasValue(5);
    }

    @Test
    void shouldStayBounded() {
        // Given
        Random random = new Random(1);
        Window window = Window.empty(HOUR);

        // When
        for (int point = 0; point < 2_000; point++) window = window.plus(at(random.nextInt(100_000)), 1);

        // Then
        assertThat(window.buckets())
                .hasSizeLessThanOrEqualTo(Window.MAXIMUM_BUCKETS)
                .isSortedAccordingTo(Comparator.comparingLong(Bucket::start));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
