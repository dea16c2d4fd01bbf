package io.neonwatch.collector.sampling.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.QueryTotals;
import org.junit.jupiter.api.Test;

class LatencyHistoryTest {

    private final LatencyHistory history = new LatencyHistory(2);
    private long calls;
    private double seconds;

    @Test
    void shouldTellOnceWhenAQueryBecomesSlow() {
        // Given
        assertThat(run(30, 0.010)).isFalse();
        assertThat(run(30, 0.012)).isFalse();

        // Then
        assertThat(run(30, 0.030)).isTrue();
        assertThat(run(30, 0.030)).isFalse();
        assertThat(run(30, 0.090)).isTrue();
    }

    @Test
    void shouldFollowWhatChangesSlowly() {
        // Given
        run(30, 0.010);

        // Then
        for (double time = 0.010; time < 0.1; time *= 1.03)
            assertThat(run(30, time)).isFalse();
    }

    @Test
    void shouldNotJudgeByFewCalls() {
        // Given
        run(5, 0.010);
        assertThat(run(5, 0.100)).as("too few to know the usual").isFalse();
        run(30, 0.010);

        // Then
        assertThat(run(2, 1)).as("too few to compare").isFalse();
        assertThat(run(0, 0)).isFalse();
    }

    @Test
    void shouldNotMindMicroseconds() {
        // Given
        run(30, 0.0001);

        // Then
        assertThat(run(30, 0.0009)).isFalse();
    }

    private boolean run(long times, double secondsEach) {
        calls += times;
        seconds += times * secondsEach;
        return history.slowed(new QueryTotals(1, calls, seconds, 0));
    }
}
