package io.neonwatch.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartTimesTest {

    private final StartTimes times = new StartTimes(new Random(1));

    @Test
    void shouldBeginAtOnceWhenThereIsNoOther() {
        assertThat(times.next(1)).isZero();
    }

    @Test
    void shouldSpreadManyOverTenSeconds() {
        // When
        long[] startsBySecond = new long[10];
        IntStream.range(0, 1000)
                .forEach(_ -> startsBySecond[Math.toIntExact(times.next(1000).toSeconds())]++);

        // Then none of the seconds has more than twice its part
        assertThat(startsBySecond).doesNotContain(0);
        assertThat(IntStream.range(0, 10).mapToLong(second -> startsBySecond[second]))
                .allMatch(starts -> starts < 200);
    }

    @Test
    void shouldNotKeepAFewWaiting() {
        assertThat(IntStream.range(0, 100).mapToObj(_ -> times.next(11)))
                .allMatch(time -> time.compareTo(Duration.ofMillis(200)) < 0);
    }
}
