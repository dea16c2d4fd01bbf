package io.neonwatch.collector.sampling.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecallScheduleTest {

    private static final Duration INTERVAL = Duration.ofHours(6);
    private static final long START = Long.MAX_VALUE - 1_000;

    @Test
    void shouldRunNoMoreOftenWhereWatchesBeginAnewAllTheTime() {
        // Given
        Random random = new Random(1);

        // When 6,000 watches begin, each of which lasts an hour
        long runs = IntStream.range(0, 6_000)
                .filter(_ -> new RecallSchedule(INTERVAL, START, random).takeDue(START + nanos(1)))
                .count();

        // Then
        assertThat(runs).isBetween(900L, 1_100L);
    }

    @Test
    void shouldRunWithinAnIntervalAndThenOnceInEach() {
        // Given
        RecallSchedule schedule = new RecallSchedule(INTERVAL, START, new Random(1));

        // Then
        assertThat(schedule.takeDue(START + nanos(6))).isTrue();
        assertThat(schedule.takeDue(START + nanos(11))).isFalse();
        assertThat(schedule.takeDue(START + nanos(12))).isTrue();
    }

    private static long nanos(long hours) {
        return Duration.ofHours(hours).toNanos();
    }
}
