package io.neonwatch.collector.sampling.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    @Test
    void shouldGoOnFromWhereACounterWasThatWasMissingFromAScrape() {
        // Given
        history.since(NOW, exposition(500, "calls 1000000"));
        history.since(NOW.plusSeconds(10), exposition(500));

        // When
        ApplicationHistory.Changes changes = history.since(NOW.plusSeconds(20), exposition(500, "calls 1000004"));

        // Then
        assertThat(value(changes, "calls")).isEqualTo(4);
    }

    @Test
    void shouldNotCountFromZeroWhatMayOnlyHaveBeenLeftOutBefore() {
        // Given
        String text = "# TYPE calls counter\n# TYPE errors counter\n# TYPE process_start_time_seconds gauge\n"
                + "process_start_time_seconds 500\ncalls 7\n";
        history.since(NOW, Exposition.parse(text + "errors 900000\n", name -> !name.startsWith("process"), 1));

        // When
        ApplicationHistory.Changes changes = history.since(NOW.plusSeconds(10), exposition(500, "errors 900001"));
        ApplicationHistory.Changes next = history.since(NOW.plusSeconds(20), exposition(500, "errors 900003"));

        // Then
        assertThat(value(changes, "errors")).isNull();
        assertThat(value(next, "errors")).isEqualTo(2);
    }

    @Test
    void shouldNotCountFromZeroWhatIsNewWhereNoStartIsKnown() {
        // Given
        Exposition nothing = Exposition.parse("# TYPE calls counter\n", _ -> true, 100);
        history.since(NOW, nothing);

        // When
        Exposition late = Exposition.parse("# TYPE calls counter\ncalls 1000000\n", _ -> true, 100);
        ApplicationHistory.Changes changes = history.since(NOW.plusSeconds(10), late);

        // Then
        assertThat(changes.intervalStart()).isEqualTo(NOW);
        assertThat(value(changes, "calls")).isNull();
    }

    @Test
    void shouldRememberALimitedNumberAndNotCountFromZeroWhatItForgot() {
        // Given
        history.since(NOW, exposition(500, "calls 1000000"));
        String[] others = IntStream.rangeClosed(0, ApplicationHistory.MOST_MISSING)
                .mapToObj(number -> "errors{number=\"" + number + "\"} 1")
                .toArray(String[]::new);
        Exposition many = Exposition.parse(
                "# TYPE errors counter\nprocess_start_time_seconds 500\n" + String.join("\n", others),
                _ -> true,
                others.length + 1);
        history.since(NOW.plusSeconds(10), many);
        history.since(NOW.plusSeconds(20), exposition(500));

        // When
        ApplicationHistory.Changes changes = history.since(NOW.plusSeconds(30), exposition(500, "calls 1000001"));

        // Then
        assertThat(value(changes, "calls")).isNull();
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
