package io.neonwatch.collector.sampling.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApplicationHistoryTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000);

    private final ApplicationHistory history = new ApplicationHistory();

    @Test
    void shouldTellWhatWasAdded() {
        // Given
        ApplicationHistory.Changes first = history.since(NOW, exposition(500, "calls 10", "size 5"));

        // When
        ApplicationHistory.Changes second =
                history.since(NOW.plusSeconds(10), exposition(500, "calls 13", "size 4", "errors 2"));
        ApplicationHistory.Changes reset = history.since(NOW.plusSeconds(20), exposition(500, "calls 1", "size 4"));

        // Then
        assertThat(first.intervalStart()).isNull();
        assertThat(value(first, "calls")).isNull();
        assertThat(value(first, "size")).isEqualTo(5);
        assertThat(second.intervalStart()).isEqualTo(NOW);
        assertThat(value(second, "calls")).isEqualTo(3);
        assertThat(value(second, "errors")).isEqualTo(2);
        assertThat(value(second, "size")).isEqualTo(4);
        assertThat(value(reset, "calls")).isEqualTo(1);
    }

    @Test
    void shouldCountFromZeroWhenTheApplicationHasStartedSince() {
        // Given
        history.since(NOW, exposition(500, "calls 10"));

        // When
        ApplicationHistory.Changes changes = history.since(NOW.plusSeconds(10), exposition(1_005, "calls 12"));

        // Then
        assertThat(changes.intervalStart()).isEqualTo(NOW);
        assertThat(value(changes, "calls")).isEqualTo(12);
    }

    @Test
    void shouldNotCompareTwoProcessesThatAnswerByTurns() {
        // Given
        history.since(NOW, exposition(500, "calls 10"));

        // When
        ApplicationHistory.Changes other = history.since(NOW.plusSeconds(10), exposition(400, "calls 900"));

        // Then
        assertThat(other.intervalStart()).isNull();
        assertThat(value(other, "calls")).isNull();
    }

    private static Exposition exposition(int startedAt, String... lines) {
        return Exposition.parse(
                "# TYPE calls counter\n# TYPE errors counter\nprocess_start_time_seconds " + startedAt + "\n"
                        + String.join("\n", lines),
                _ -> true,
                100);
    }

    private static @Nullable Double value(ApplicationHistory.Changes changes, String name) {
        return changes.valueBySeries().get(new Series(name, new TreeMap<>()));
    }
}
