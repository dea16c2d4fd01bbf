package io.neonwatch.collector.sampling.tables;

import static io.neonwatch.collector.sampling.tables.TableSamples.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TableHistory history = new TableHistory();

    @Test
    void shouldCompareATableWithItsLastSample() {
        // Given
        history.add(START, "e", List.of(counted(1, 10, 0, 0)), Set.of());

        // When
        List<TableChange> changes = history.add(at(10), "e", List.of(counted(1, 15, 0, 2)), Set.of());

        // Then
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.inserted()).isEqualTo(5);
            assertThat(change.deleted()).isEqualTo(2);
            assertThat(change.updated()).isZero();
            assertThat(change.since()).isEqualTo(START);
        });
    }

    @Test
    void shouldSayNothingOfATableItSeesForTheFirstTime() {
        assertThat(history.add(START, "e", List.of(counted(1, 0, 0, 10)), Set.of()))
                .isEmpty();
    }

    @Test
    void shouldSkipTheChangeAcrossAnEpoch() {
        // Given
        history.add(START, "e", List.of(counted(1, 0, 0, 10)), Set.of());

        // When
        List<TableChange> across = history.add(at(10), "f", List.of(counted(1, 0, 0, 500)), Set.of());
        List<TableChange> after = history.add(at(20), "f", List.of(counted(1, 0, 0, 501)), Set.of());

        // Then
        assertThat(across).isEmpty();
        assertThat(after).extracting(TableChange::deleted).containsExactly(1L);
    }

    @Test
    void shouldSkipTheChangeOfATableWhoseCountersWentBack() {
        // Given
        history.add(START, "e", List.of(counted(1, 0, 0, 10), counted(2, 0, 0, 0)), Set.of());

        // When
        List<TableChange> changes =
                history.add(at(10), "e", List.of(counted(1, 0, 0, 3), counted(2, 0, 0, 0)), Set.of());

        // Then
        assertThat(changes).extracting(change -> change.now().id()).containsExactly(2L);
    }

    @Test
    void shouldCoverTheWholeTimeThatATableWasLocked() {
        // Given
        history.add(START, "e", List.of(counted(1, 0, 0, 10)), Set.of());
        history.add(at(10), "e", List.of(), Set.of(1L));

        // When
        List<TableChange> changes = history.add(at(20), "e", List.of(counted(1, 0, 0, 13)), Set.of());

        // Then
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.deleted()).isEqualTo(3);
            assertThat(change.since()).isEqualTo(START);
            assertThat(change.interval()).isEqualTo(Duration.ofSeconds(20));
        });
    }

    @Test
    void shouldForgetADroppedTable() {
        // Given
        history.add(START, "e", List.of(counted(1, 0, 0, 0)), Set.of());
        history.add(at(10), "e", List.of(), Set.of());

        // When
        List<TableChange> changes = history.add(at(20), "e", List.of(counted(1, 5, 0, 0)), Set.of());

        // Then
        assertThat(changes).isEmpty();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
