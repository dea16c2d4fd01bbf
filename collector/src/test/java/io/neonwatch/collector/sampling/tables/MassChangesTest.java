package io.neonwatch.collector.sampling.tables;

import static io.neonwatch.collector.sampling.tables.TableSamples.change;
import static io.neonwatch.collector.sampling.tables.TableSamples.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class MassChangesTest {

    private final MassChanges massChanges = new MassChanges();

    @Test
    void shouldSayZeroAtFirstAndRightAfterAMassChangeOnly() {
        // Given
        TableSample full = sized(1000, 0, 1000, 0, 0);
        TableSample empty = sized(0, 0, 1000, 0, 1000);

        // When
        List<MassChanges.Row> first = massChanges.add(List.of(change(full, full)));
        List<MassChanges.Row> quiet = massChanges.add(List.of(change(full, full)));
        List<MassChanges.Row> mass = massChanges.add(List.of(change(full, empty)));
        List<MassChanges.Row> after = massChanges.add(List.of(change(empty, empty)));
        List<MassChanges.Row> later = massChanges.add(List.of(change(empty, empty)));

        // Then
        assertThat(first)
                .extracting(MassChanges.Row::operation, MassChanges.Row::rows)
                .containsExactly(tuple("del", 0.0));
        assertThat(quiet)
                .extracting(MassChanges.Row::operation, MassChanges.Row::rows)
                .containsExactly(tuple("upd", 0.0));
        assertThat(mass)
                .extracting(MassChanges.Row::operation, MassChanges.Row::rows, MassChanges.Row::rowsBefore)
                .containsExactly(tuple("del", 1000.0, 1000.0));
        assertThat(after)
                .extracting(MassChanges.Row::operation, MassChanges.Row::rows)
                .containsExactly(tuple("del", 0.0));
        assertThat(later).isEmpty();
    }

    @Test
    void shouldLearnWhatIsUsualAndNotLetOneBurstHideTheNext() {
        // Given a table with 20 updates in each interval, for ten minutes
        TableSample before = sized(1000, 0, 0, 0, 0);
        TableSample usual = sized(1000, 0, 0, 20, 0);
        TableSample burst = sized(1000, 0, 0, 1000, 0);
        for (int interval = 0; interval < 60; interval++) massChanges.add(List.of(change(before, usual)));

        // When
        List<MassChanges.Row> first = massChanges.add(List.of(change(before, burst)));
        List<MassChanges.Row> second = massChanges.add(List.of(change(before, burst)));

        // Then
        assertThat(first)
                .singleElement()
                .satisfies(row -> assertThat(row.rows()).isBetween(930.0, 950.0));
        assertThat(second)
                .singleElement()
                .satisfies(row -> assertThat(row.rows()).isGreaterThan(800));
    }
}
