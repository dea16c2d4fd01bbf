package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldBackTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final HeldBack heldBack = new HeldBack();

    @Test
    void shouldGiveBackAllThatWasHeldTogetherWithWhatIsNew() {
        // Given
        heldBack.keep(heldBack.with(deltas(START, entry(1, 3, 0.2, 0.9), entry(2, 1, 0.1, 0.1))), _ -> true);
        heldBack.keep(heldBack.with(deltas(START, entry(1, 2, 0.3, 1.5))), _ -> true);

        // When
        StatementDeltas all = heldBack.with(deltas(START, entry(3, 7, 0.1, 0.1)));
        heldBack.keep(all, entry -> entry.key().queryId() == 2);
        StatementDeltas later = heldBack.with(deltas(START));

        // Then
        assertThat(all.entries())
                .extracting(entry -> entry.key().queryId(), StatementCounters::calls, StatementCounters::extremes)
                .containsExactlyInAnyOrder(
                        tuple(1L, 5.0, new Extremes(0.2, 1.5, null)),
                        tuple(2L, 1.0, new Extremes(0.1, 0.1, null)),
                        tuple(3L, 7.0, new Extremes(0.1, 0.1, null)));
        assertThat(later.entries()).extracting(StatementCounters::calls).containsExactly(1.0);
    }

    @Test
    void shouldKeepAllWhereThereIsNoIntervalToTellItIn() {
        // Given
        heldBack.keep(deltas(START, entry(1, 3, 0.2, 0.9)), _ -> true);

        // When
        StatementDeltas first = heldBack.with(deltas(null));
        heldBack.keep(first, _ -> false);

        // Then
        assertThat(first.entries()).isEmpty();
        assertThat(heldBack.with(deltas(START)).entries())
                .extracting(StatementCounters::calls)
                .containsExactly(3.0);
    }

    @Test
    void shouldNotTakeAnEntryThatWasOnlyPlannedForTheShortest() {
        // Given
        heldBack.keep(deltas(START, entry(1, 0, 0, 0)), _ -> true);

        // When
        StatementDeltas all = heldBack.with(deltas(START, entry(1, 2, 0.2, 0.9)));

        // Then
        assertThat(all.entries()).extracting(StatementCounters::extremes).containsExactly(new Extremes(0.2, 0.9, null));
    }

    private static StatementDeltas deltas(@Nullable Instant start, StatementCounters... entries) {
        return new StatementDeltas(start, true, List.of(entries));
    }

    private static StatementCounters entry(long queryId, long calls, double shortest, double longest) {
        return new StatementCounters(
                new StatementKey(1, 10, queryId, true),
                "orders",
                "neonwatch",
                null,
                CounterValues.of(counter -> calls),
                new Extremes(shortest, longest, null));
    }
}
