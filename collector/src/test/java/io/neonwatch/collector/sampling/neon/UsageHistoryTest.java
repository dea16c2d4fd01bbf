package io.neonwatch.collector.sampling.neon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageHistoryTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private final UsageHistory history = new UsageHistory();

    @Test
    void shouldTakeAServerThatItDoesNotKnowForUsed() {
        assertThat(history.add(usage(0, "a", null, 1, false), 1)).isEqualTo(START);
        assertThat(history.add(usage(10, "b", null, 1, false), 1)).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void shouldSeeNobodyWhereOnlyTheCollectorOpensSessions() {
        history.add(usage(0, "a", null, 1, false), 1);
        assertThat(history.add(usage(10, "a", null, 1, false), 2)).isEqualTo(START);
        // Counted by the server only now
        assertThat(history.add(usage(20, "a", null, 1, false), 2)).isEqualTo(START);
    }

    @Test
    void shouldSeeNobodyWhereTheRecallProbeHasASessionOfItsOwn() {
        // Given
        ComputeUse use = new ComputeUse();
        use.connected(true);
        history.add(usage(0, "a", null, 7, false), use.sessions());

        // When
        use.opening();

        // Then
        assertThat(history.add(usage(10, "a", null, 8, false), use.sessions())).isEqualTo(START);

        // When the next one is refused
        use.opening();
        use.notOpened();

        // Then
        assertThat(history.add(usage(20, "a", null, 8, false), use.sessions())).isEqualTo(START);
        assertThat(history.add(usage(30, "a", null, 9, false), use.sessions())).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void shouldSeeNobodyWhereASessionOfTheCollectorIsCountedLate() {
        history.add(usage(0, "a", null, 7, false), 1);
        assertThat(history.add(usage(10, "a", null, 7, false), 2)).isEqualTo(START);
        assertThat(history.add(usage(20, "a", null, 8, false), 2)).isEqualTo(START);
        assertThat(history.add(usage(30, "a", null, 9, false), 2)).isEqualTo(START.plusSeconds(30));
    }

    @Test
    void shouldSeeASessionAfterTheStatisticsHaveBeenReset() {
        history.add(usage(0, "a", null, 700, false), 1);
        assertThat(history.add(usage(10, "a", null, 0, false), 1)).isEqualTo(START);
        assertThat(history.add(usage(20, "a", null, 1, false), 1)).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void shouldSeeASessionThatHasComeAndGone() {
        history.add(usage(0, "a", null, 7, false), 1);
        assertThat(history.add(usage(10, "a", null, 8, false), 1)).isEqualTo(START.plusSeconds(10));
        assertThat(history.add(usage(20, "a", null, 8, false), 1)).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void shouldSeeASessionThatDoesSomething() {
        history.add(usage(0, "a", START.minusSeconds(5), 7, false), 1);
        assertThat(history.add(usage(10, "a", START.plusSeconds(8), 7, false), 1))
                .isEqualTo(START.plusSeconds(8));
    }

    @Test
    void shouldSeeWhoFollowsTheLog() {
        history.add(usage(0, "a", null, 7, false), 1);
        assertThat(history.add(usage(10, "a", null, 7, true), 1)).isEqualTo(START.plusSeconds(10));
    }

    private static Usage usage(long seconds, String epoch, @Nullable Instant changedAt, long sessions, boolean busy) {
        return new Usage(START.plusSeconds(seconds), epoch, changedAt, sessions, busy);
    }
}
