package io.neonwatch.collector.sampling.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementDeltasTest {

    private static final Instant RESET = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant BEFORE = RESET.plusSeconds(60);
    private static final Instant NOW = BEFORE.plusSeconds(10);

    @Test
    void shouldSayNothingOfTheFirstSnapshot() {
        // When
        StatementDeltas deltas = StatementDeltas.between(null, snapshot(NOW, RESET, 0, entry(1, 100)));

        // Then
        assertThat(deltas.entries()).isEmpty();
        assertThat(deltas.intervalStart()).isNull();
    }

    @Test
    void shouldTellWhatWasAdded() {
        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 100), entry(2, 5)),
                snapshot(NOW, RESET, 0, entry(1, 103), entry(2, 5)));

        // Then
        assertThat(deltas.intervalStart()).isEqualTo(BEFORE);
        assertThat(deltas.complete()).isTrue();
        assertThat(deltas.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key().queryId()).isEqualTo(1);
            assertThat(entry.calls()).isEqualTo(3);
            assertThat(entry.totalSeconds()).isEqualTo(1.5);
            assertThat(entry.counters().whole(StatementCounter.ROWS)).isEqualTo(6);
            assertThat(entry.counters().whole(StatementCounter.WAL_BYTES)).isZero();
        });
    }

    @Test
    void shouldCountANewEntryFromZero() {
        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 100)), snapshot(NOW, RESET, 0, entry(1, 100), entry(2, 1)));

        // Then
        assertThat(deltas.complete()).isTrue();
        assertThat(deltas.entries()).extracting(StatementCounters::calls).containsExactly(1.0);
    }

    @Test
    void shouldCountFromTheResetAndSayThatSomethingIsMissing() {
        // Given
        Instant secondReset = BEFORE.plusSeconds(3);

        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 100)), snapshot(NOW, secondReset, 0, entry(1, 150)));

        // Then
        assertThat(deltas.intervalStart()).isEqualTo(secondReset);
        assertThat(deltas.complete()).isFalse();
        assertThat(deltas.entries()).extracting(StatementCounters::calls).containsExactly(150.0);
    }

    @Test
    void shouldCountAnEvictedEntryThatCameBackFromZero() {
        // Given the removal that was measured on PostgreSQL 17: 1 call, removed, 3 calls
        StatementCounters before = entry(1, 1, RESET.plusSeconds(1));
        StatementCounters now = entry(1, 3, BEFORE.plusSeconds(5));

        // When
        StatementDeltas deltas =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, before), snapshot(NOW, RESET, 0, now));

        // Then
        assertThat(deltas.entries()).extracting(StatementCounters::calls).containsExactly(3.0);
        assertThat(deltas.complete()).isFalse();
    }

    @Test
    void shouldCountAnEntryThatWentBackFromZeroWithoutStatsSince() {
        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 100)), snapshot(NOW, RESET, 1, entry(1, 4)));

        // Then
        assertThat(deltas.entries()).extracting(StatementCounters::calls).containsExactly(4.0);
        assertThat(deltas.complete()).isFalse();
    }

    @Test
    void shouldBeIncompleteWhenAnEntryIsGoneOrAnyWereEvicted() {
        // When
        StatementDeltas gone = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 1), entry(2, 1)), snapshot(NOW, RESET, 0, entry(1, 1)));
        StatementDeltas evicted =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, entry(1, 1)), snapshot(NOW, RESET, 1, entry(1, 1)));

        // Then
        assertThat(gone.complete()).isFalse();
        assertThat(evicted.complete()).isFalse();
    }

    @Test
    void shouldKnowTheExtremesOfTheIntervalOnlyWhereARecordWasBroken() {
        // Given
        Extremes before = new Extremes(0.2, 0.9, RESET);
        StatementCounters broken = withExtremes(entry(1, 105), new Extremes(0.2, 1.5, RESET));
        StatementCounters onItsOwn = withExtremes(entry(2, 101), new Extremes(0.2, 0.9, RESET));
        StatementCounters setToZero = withExtremes(entry(3, 105), new Extremes(0, 0, BEFORE));

        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(
                        BEFORE,
                        RESET,
                        0,
                        withExtremes(entry(1, 100), before),
                        withExtremes(entry(2, 100), before),
                        withExtremes(entry(3, 100), before)),
                snapshot(NOW, RESET, 0, broken, onItsOwn, setToZero, entry(4, 7)));

        // Then
        Map<Long, Extremes> extremes = deltas.entries().stream()
                .collect(Collectors.toMap(entry -> entry.key().queryId(), StatementCounters::extremes));
        assertThat(extremes)
                .containsEntry(1L, new Extremes(Double.NaN, 1.5, RESET))
                .containsEntry(2L, Extremes.ofOne(0.5))
                .containsEntry(3L, new Extremes(Double.NaN, Double.NaN, BEFORE))
                .containsEntry(4L, new Extremes(0.5, 0.5, null));
    }

    @Test
    void shouldNotCrossARestart() {
        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 100)),
                new StatementSnapshot(
                        NOW,
                        "restarted",
                        RESET,
                        true,
                        5_000,
                        0,
                        snapshot(NOW, RESET, 0, entry(1, 130)).entries()));

        // Then
        assertThat(deltas.entries()).isEmpty();
        assertThat(deltas.intervalStart()).isNull();
    }

    @Test
    void shouldTellThePlanningOfAnExecutionThatIsNotOverYet() {
        // Given
        StatementCounters ended = planned(4, 2);
        StatementCounters running = planned(4, 3);
        StatementCounters over = withExtremes(planned(6, 4), new Extremes(0.1, 0.9, null));

        // When
        StatementDeltas first =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, ended), snapshot(NOW, RESET, 0, running));
        StatementDeltas second =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, running), snapshot(NOW, RESET, 0, over));

        // Then
        assertThat(first.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.calls()).isZero();
            assertThat(entry.plans()).isEqualTo(1);
            assertThat(QueryDeltas.of(entry).getMinSeconds()).isNull();
        });
        assertThat(second.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.calls()).isEqualTo(2);
            assertThat(entry.plans()).isEqualTo(1);
        });
    }

    @Test
    void shouldKnowTheExtremesOfAnEntryThatWasOnlyPlannedBefore() {
        // Given
        StatementCounters before = withExtremes(planned(0, 1), new Extremes(0, 0, null));
        StatementCounters now = withExtremes(planned(2, 2), new Extremes(0.1, 0.9, null));

        // When
        StatementDeltas deltas =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, before), snapshot(NOW, RESET, 0, now));

        // Then
        assertThat(deltas.entries())
                .extracting(StatementCounters::extremes)
                .containsExactly(new Extremes(0.1, 0.9, null));
    }

    @Test
    void shouldHaveNoIntervalWhereTheClockWasSetBack() {
        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(NOW, RESET, 0, entry(1, 100)), snapshot(BEFORE, RESET, 0, entry(1, 103)));
        StatementDeltas reset = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, entry(1, 100)), snapshot(BEFORE, NOW, 0, entry(1, 3)));

        // Then
        assertThat(deltas.intervalStart()).isNull();
        assertThat(deltas.entries()).extracting(StatementCounters::calls).containsExactly(3.0);
        assertThat(reset.intervalStart()).isNull();
        assertThat(reset.entries()).extracting(StatementCounters::calls).containsExactly(3.0);
    }

    @Test
    void shouldNotTakeForNewWhatTheUserMayOnlySeeNow() {
        // Given
        StatementSnapshot own = seeingOwn(snapshot(BEFORE, RESET, 0, entry(1, 100)));
        StatementSnapshot all = snapshot(NOW, RESET, 0, entry(1, 103), entry(2, 34_064));

        // When
        StatementDeltas granted = StatementDeltas.between(own, all);
        StatementDeltas revoked = StatementDeltas.between(all, own);

        // Then
        assertThat(granted.entries()).isEmpty();
        assertThat(granted.intervalStart()).isNull();
        assertThat(granted.complete()).isFalse();
        assertThat(revoked.entries()).isEmpty();
        assertThat(revoked.intervalStart()).isNull();
    }

    @Test
    void shouldCountFromZeroAnEntryOfWhichAnythingFell() {
        // Given a reset of one query, before PostgreSQL 17, and more calls than before, but faster ones
        StatementCounters before = withCounters(entry(1, 100), 100, 50, 200);
        StatementCounters faster = withCounters(before, 150, 3, 300);
        StatementCounters fewerRows = withCounters(before, 150, 75, 150);

        // When
        StatementDeltas time =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, before), snapshot(NOW, RESET, 0, faster));
        StatementDeltas rows =
                StatementDeltas.between(snapshot(BEFORE, RESET, 0, before), snapshot(NOW, RESET, 0, fewerRows));

        // Then
        assertThat(time.complete()).isFalse();
        assertThat(time.entries()).containsExactly(faster);
        assertThat(rows.complete()).isFalse();
        assertThat(rows.entries()).containsExactly(fewerRows);
    }

    @Test
    void shouldKeepApartTheSameQueryWithinAndOutsideOfFunctions() {
        // Given
        StatementCounters top = entry(1, 10);
        StatementCounters nested = withKey(top, new StatementKey(5, 10, 1, false));

        // When
        StatementDeltas deltas = StatementDeltas.between(
                snapshot(BEFORE, RESET, 0, top, nested), snapshot(NOW, RESET, 0, entry(1, 12), nested));

        // Then
        assertThat(deltas.entries()).extracting(StatementCounters::calls).containsExactly(2.0);
    }

    private static StatementSnapshot snapshot(Instant at, Instant reset, long evictions, StatementCounters... entries) {
        return new StatementSnapshot(
                at,
                "started",
                reset,
                true,
                5_000,
                evictions,
                StatementEntries.of(Arrays.stream(entries)
                        .collect(Collectors.toMap(StatementDeltasTest::signature, Function.identity()))));
    }

    private static long signature(StatementCounters entry) {
        return Objects.hash(entry.key(), entry.totalSeconds(), entry.plans());
    }

    private static StatementCounters entry(long queryId, long calls) {
        return entry(queryId, calls, null);
    }

    private static StatementCounters entry(long queryId, long calls, @Nullable Instant since) {
        return new StatementCounters(
                new StatementKey(5, 10, queryId, true),
                "orders",
                "anna",
                since,
                counters(calls),
                new Extremes(0.5, 0.5, null));
    }

    private static StatementCounters planned(long calls, long plans) {
        StatementCounters entry = entry(1, calls);
        return new StatementCounters(
                entry.key(),
                entry.database(),
                entry.user(),
                null,
                CounterValues.of(counter -> counter == StatementCounter.PLANS
                        ? plans
                        : entry.counters().get(counter)),
                entry.extremes());
    }

    private static CounterValues counters(long calls) {
        return CounterValues.of(counter -> switch (counter) {
            case CALLS -> calls;
            case SECONDS -> calls * 0.5;
            case ROWS -> calls * 2;
            default -> Double.NaN;
        });
    }

    private static StatementSnapshot seeingOwn(StatementSnapshot snapshot) {
        return new StatementSnapshot(
                snapshot.observedAt(),
                snapshot.serverStart(),
                snapshot.resetAt(),
                false,
                snapshot.mostEntries(),
                snapshot.evictions(),
                snapshot.entries());
    }

    private static StatementCounters withCounters(StatementCounters entry, long calls, double seconds, long rows) {
        return new StatementCounters(
                entry.key(),
                entry.database(),
                entry.user(),
                null,
                CounterValues.of(counter -> switch (counter) {
                    case CALLS -> calls;
                    case SECONDS -> seconds;
                    case ROWS -> rows;
                    default -> Double.NaN;
                }),
                entry.extremes());
    }

    private static StatementCounters withKey(StatementCounters entry, StatementKey key) {
        return new StatementCounters(key, entry.database(), entry.user(), null, entry.counters(), entry.extremes());
    }

    private static StatementCounters withExtremes(StatementCounters entry, Extremes extremes) {
        return new StatementCounters(
                entry.key(), entry.database(), entry.user(), entry.statsSince(), entry.counters(), extremes);
    }
}
