package io.neonwatch.collector.sampling.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.QueryTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanQueueTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final PlanQueue queue = new PlanQueue(new PlansConfig(null, 12, Duration.ofMinutes(10), null));

    @Test
    void shouldTakeNewQueriesOnceThoseFirstThatTakeTheMostTime() {
        // Given
        List<QueryTotals> totals = List.of(query(1, 100, 1), query(2, 100, 3), query(3, 100, 2));

        // When
        List<Long> first = look(NOW, totals, Set.of());
        List<Long> second = look(NOW.plusSeconds(10), totals, Set.of());

        // Then
        assertThat(first).containsExactly(2L, 3L, 1L);
        assertThat(second).isEmpty();
    }

    @Test
    void shouldKeepToTheHourlyBound() {
        // Given
        List<QueryTotals> totals =
                LongStream.range(0, 100).mapToObj(id -> query(id, 1, 1)).toList();

        // When
        int looks = 0;
        for (int round = 0; round < 10; round++)
            looks += look(NOW.plusSeconds(round), totals, Set.of()).size();
        List<Long> fiveMinutesLater = look(NOW.plusSeconds(310), totals, Set.of());

        // Then
        assertThat(looks).isEqualTo(12);
        assertThat(fiveMinutesLater).hasSize(1);
    }

    @Test
    void shouldLookAgainAtWhatBecameSlowButNotTooSoon() {
        // Given
        look(NOW, List.of(query(1, 100, 1)), Set.of());

        // When
        List<Long> tooSoon = look(NOW.plusSeconds(10), List.of(query(1, 200, 11)), Set.of());
        List<Long> later = look(NOW.plusSeconds(601), List.of(query(1, 200, 11)), Set.of());
        List<Long> again = look(NOW.plusSeconds(1300), List.of(query(1, 200, 11)), Set.of());

        // Then
        assertThat(tooSoon).isEmpty();
        assertThat(later).containsExactly(1L);
        assertThat(again).isEmpty();
    }

    @Test
    void shouldLookFirstAtWhatIsAskedForButNeverAtWhatCannotBe() {
        // Given
        List<QueryTotals> totals = List.of(query(1, 100, 1), query(2, 100, 3));
        queue.never(2);

        // Then
        assertThat(look(NOW, totals, Set.of(7L, 2L))).containsExactly(7L, 1L);
        assertThat(look(NOW.plus(Duration.ofDays(9)), totals, Set.of(2L))).isEmpty();
    }

    private List<Long> look(Instant now, List<QueryTotals> totals, Set<Long> wanted) {
        List<Long> next = queue.next(now, totals, wanted);
        next.forEach(id -> queue.looked(id, now));
        return next;
    }

    private static QueryTotals query(long id, long calls, double seconds) {
        return new QueryTotals(id, calls, seconds, calls);
    }
}
