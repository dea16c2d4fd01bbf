package io.neonwatch.collector.sampling.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelationHistoryTest {

    private final RelationHistory history = new RelationHistory();

    @Test
    void shouldTellWhatWasAdded() {
        // Given
        add("epoch", sample(1, "orders", 100, 8192));

        // When
        RelationChange change = add("epoch", sample(1, "renamed", 107, 4096));

        // Then
        assertThat(change.added().get(Measure.SCANS)).isEqualTo(7);
        assertThat(change.total().get(Measure.SCANS)).isEqualTo(107);
        assertThat(change.growth()).isEqualTo(-4096);
    }

    @Test
    void shouldCountANewOneFromZero() {
        // Given
        history.add("epoch", List.of(), Set.of());

        // When
        RelationChange change = add("epoch", sample(1, "orders", 3, 8192));

        // Then
        assertThat(change.added().get(Measure.SCANS)).isEqualTo(3);
        assertThat(change.growth()).isEqualTo(8192);
    }

    @Test
    void shouldNotComparePastAnEpoch() {
        // Given
        add("epoch", sample(1, "orders", 100, 8192));

        // When
        RelationChange change = add("another", sample(1, "orders", 107, 8192));

        // Then
        assertThat(change.added().get(Measure.SCANS)).isNaN();
        assertThat(change.growth()).isNaN();
        assertThat(change.size()).isEqualTo(8192);
    }

    @Test
    void shouldCompareALockedOneWithWhatItWasBefore() {
        // Given
        add("epoch", sample(1, "orders", 100, 8192));
        history.add("epoch", List.of(), Set.of(1L));

        // When
        RelationChange change = add("epoch", sample(1, "orders", 107, 8192));

        // Then
        assertThat(change.added().get(Measure.SCANS)).isEqualTo(7);
    }

    @Test
    void shouldNotTakeForNewWhatWasLockedFromTheStart() {
        // Given
        history.add("epoch", List.of(), Set.of(1L));
        history.add("epoch", List.of(), Set.of(1L));

        // When
        RelationChange change = add("epoch", sample(1, "orders", 1_000_000, 8192));

        // Then
        assertThat(change.added().get(Measure.SCANS)).isNaN();
    }

    @Test
    void shouldCountFromZeroWhatFell() {
        // Given
        add("epoch", sample(1, "orders", 100, 8192));

        // Then
        assertThat(add("epoch", sample(1, "orders", 5, 8192)).added().get(Measure.SCANS))
                .isEqualTo(5);
    }

    private RelationChange add(String epoch, RelationSample sample) {
        return history.add(epoch, List.of(sample), Set.of()).getFirst();
    }

    private static RelationSample sample(long id, String name, double scans, double size) {
        Relation relation = new Relation(id, RelationKind.TABLE, id, "public", name, name, IndexState.USABLE);
        return new RelationSample(relation, Measures.of(measure -> switch (measure) {
            case SCANS -> scans;
            case SIZE -> size;
            default -> 0;
        }));
    }
}
