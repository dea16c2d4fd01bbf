package io.neonwatch.collector.sampling.neon;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.neon.NeonException;
import io.neonwatch.neon.NeonException.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final AtomicInteger asked = new AtomicInteger();
    private @Nullable NeonException failure;
    private final CallRate rate = new CallRate(System.nanoTime());
    private final Remembered<Integer> remembered = new Remembered<>(rate, () -> {
        int answer = asked.incrementAndGet();
        if (failure != null) throw failure;
        return answer;
    });

    @Test
    void shouldAskOnceForAllWhoWantTheSame() throws InterruptedException {
        for (int count = 0; count < 100; count++)
            assertThat(remembered.get(ofMinutes(1)).value()).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldShowTheOldAnswerWithItsAgeWhileNeonIsAway() throws InterruptedException {
        // Given
        remembered.get(ZERO);
        failure = new NeonException(Kind.UNREACHABLE, "no answer");

        // When
        Seen<Integer> seen = remembered.get(ZERO);

        // Then
        assertThat(seen.value()).isEqualTo(1);
        assertThat(seen.age()).isPositive();
        assertThat(seen.problem()).isEqualTo("no answer");
    }

    @Test
    void shouldNotAskWhileNeonLimitsTheRate() throws InterruptedException {
        // Given
        failure = new NeonException(Kind.RATE_LIMITED, "slow down");
        assertThatThrownBy(() -> remembered.get(ZERO)).hasMessage("slow down");

        // When
        failure = null;

        // Then
        assertThatThrownBy(() -> remembered.get(ZERO)).hasMessage("slow down");
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldAllowFarLessThanNeonDoes() {
        // Given
        CallRate fresh = new CallRate(0);

        // When a minute long something is asked every millisecond
        int calls = 0;
        for (long millis = 0; millis < 60_000; millis++) if (fresh.take(millis * 1_000_000)) calls++;

        // Then
        assertThat(calls).isBetween(300, 345);
    }

    @Test
    void shouldLeaveCallsForWhatCannotWait() {
        // Given
        CallRate fresh = new CallRate(0);

        // When
        int spare = 0;
        while (fresh.takeSpare(0, 0)) spare++;
        int urgent = 0;
        while (fresh.take(0)) urgent++;

        // Then both count against the same limit
        assertThat(spare).isEqualTo(21);
        assertThat(urgent).isEqualTo(19);
        assertThat(fresh.takeSpare(3_000_000_000L, 0)).isFalse();
        assertThat(fresh.take(3_000_000_000L)).isTrue();
    }

    @Test
    void shouldNotLetWhatCanWaitWaitForever() {
        // Given
        CallRate busy = new CallRate(0);
        int taken = 0;
        while (busy.take(0)) taken++;

        // When others take whatever there is
        while (busy.take(5_000_000_000L)) taken++;

        // Then
        assertThat(taken).isEqualTo(65);
        assertThat(busy.takeSpare(5_300_000_000L, 1_000_000_000L)).isFalse();
        assertThat(busy.takeSpare(5_300_000_000L, 0)).isTrue();
    }

    @Test
    void shouldPause() {
        CallRate fresh = new CallRate(0);
        fresh.pause(0, ofSeconds(2));
        assertThat(fresh.take(1_999_999_999L)).isFalse();
        assertThat(fresh.take(2_000_000_001L)).isTrue();
    }
}
