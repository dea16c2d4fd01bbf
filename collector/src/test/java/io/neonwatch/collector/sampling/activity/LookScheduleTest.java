package io.neonwatch.collector.sampling.activity;

import static io.neonwatch.collector.sampling.LookWish.NONE;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.LookWish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookScheduleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = ofSeconds(1);
    private static final Duration GAP = SECOND.dividedBy(LookSchedule.MOST);

    private final LookSchedule looks = new LookSchedule();
    private SlowQueries slowQueries = new SlowQueries(SECOND);
    private final List<SlowExecution> recognised = new ArrayList<>();
    private final List<SlowExecution> finished = new ArrayList<>();
    private int between;

    @Test
    void shouldLookWhenThereIsSomethingToSee() {
        for (LookWish wish : List.of(
                needed(ofMillis(300)), needed(ZERO), new LookWish(Optional.of(ofMillis(9)), Optional.of(ZERO)), NONE))
            assertThat(looks.limited(START, SECOND, wish)).isEqualTo(wish);
    }

    @Test
    void shouldLetSomeLooksFollowAtOnceAndThenKeepToTheAverage() {
        // Given
        for (int look = 1; look < LookSchedule.AT_ONCE; look++) {
            looks.looked(START, SECOND);
            assertThat(untilNext(START, SECOND)).isEqualTo(ofMillis(5));
        }

        // When
        looks.looked(START, SECOND);

        // Then
        assertThat(untilNext(START, SECOND)).isEqualTo(GAP);
        assertThat(untilNext(START.plusMillis(10), SECOND)).isEqualTo(GAP.minusMillis(10));
        assertThat(looks.limited(START, SECOND, needed(ofMillis(100)))).isEqualTo(needed(ofMillis(100)));
        assertThat(untilNext(START.plusSeconds(1), SECOND)).isEqualTo(ofMillis(5));
    }

    @Test
    void shouldKeepLooksForWhatIsNeeded() {
        // Given
        Instant now = START;

        // When one is welcome at all times
        for (int look = 0; look < 200; look++) {
            looks.looked(now, SECOND);
            now = now.plus(looks.limited(now, SECOND, new LookWish(Optional.empty(), Optional.of(ZERO)))
                    .welcome()
                    .orElseThrow());
        }

        // Then they keep to the average, and what is needed need not wait
        assertThat(now).isAfter(START.plus(GAP.multipliedBy(190)));
        assertThat(looks.limited(now, SECOND, needed(ZERO)).needed().orElseThrow())
                .isLessThanOrEqualTo(ZERO);
    }

    @Test
    void shouldWidenTheGapWithTheInterval() {
        // Given
        Duration interval = SECOND.multipliedBy(10);
        for (int look = 0; look < LookSchedule.AT_ONCE; look++) looks.looked(START, interval);

        // Then
        assertThat(untilNext(START, interval)).isEqualTo(GAP.multipliedBy(10));
    }

    @Test
    void shouldNotWaitForAClockThatWasSetBack() {
        // Given
        for (int look = 0; look < LookSchedule.AT_ONCE; look++) looks.looked(START.plusSeconds(3600), SECOND);

        // Then
        assertThat(untilNext(START, SECOND)).isEqualTo(ofMillis(5));
    }

    @Test
    void shouldSeeEverySlowExecutionOfASessionThatIsNeverIdle() {
        // Given
        List<List<Execution>> sessions = List.of(backToBack(1, 1005, 1200));

        // When
        watch(sessions, ofSeconds(100));

        // Then
        List<Execution> all = sessions.getFirst();
        assertThat(recognised).extracting(SlowExecution::execution).containsExactlyElementsOf(all);
        assertThat(recognised)
                .allSatisfy(slow -> assertThat(slow.runningTime())
                        .isGreaterThanOrEqualTo(SECOND)
                        .isLessThanOrEqualTo(length(slow.execution())));
        assertThat(finished).extracting(SlowExecution::execution).containsExactlyElementsOf(all);
        assertThat(finished.subList(0, all.size() - 1))
                .allSatisfy(slow -> assertThat(slow.runningTime()).isEqualTo(length(slow.execution())));
        assertThat(between).isBetween(2 * all.size(), 9 * all.size());
    }

    @Test
    void shouldTellHowLongTheyTookThoughTheSessionGoesOnToShortOnes() {
        // Given
        List<Execution> all = new ArrayList<>();
        Random random = new Random(7);
        for (Instant start = START.plusMillis(10); start.isBefore(START.plusSeconds(90)); ) {
            boolean slow = all.size() % 40 == 0;
            Instant end = start.plusMillis(slow ? random.nextLong(1_005, 20_000) : random.nextLong(5, 60));
            all.add(execution(1, start, end));
            start = end;
        }

        // When
        watch(List.of(all), ofSeconds(120));

        // Then
        assertThat(finished)
                .extracting(SlowExecution::execution)
                .containsExactlyElementsOf(all.stream()
                        .filter(one -> length(one).compareTo(SECOND) > 0)
                        .toList());
        assertThat(finished).allSatisfy(slow -> {
            Duration length = length(slow.execution());
            assertThat(slow.runningTime())
                    .isBetween(
                            length,
                            length.plus(length.dividedBy(SlowQueries.FINENESS)).plusMillis(60));
        });
        assertThat(between).isLessThan(120 * 20);
    }

    @Test
    void shouldSeeEverySlowExecutionThoughTheThresholdIsBelowTheInterval() {
        // Given
        Duration threshold = ofMillis(200);
        slowQueries = new SlowQueries(threshold);
        List<Execution> all = backToBack(1, 50, 400);

        // When
        watch(List.of(all), ofSeconds(100));

        // Then
        assertThat(recognised)
                .extracting(SlowExecution::execution)
                .containsExactlyElementsOf(all.stream()
                        .limit(all.size() - 1) // after the last no other begins
                        .filter(one -> length(one).compareTo(threshold) >= 0)
                        .toList());
    }

    @Test
    void shouldSeeWhatIsOverTheThresholdByMoreThanTheGapHoweverManySessionsPassIt() {
        // Given
        List<List<Execution>> sessions = new ArrayList<>();
        for (int pid = 1; pid <= 40; pid++) sessions.add(backToBack(pid, 300, 1400));

        // When
        watch(sessions, ofSeconds(100));

        // Then
        List<Execution> seen = recognised.stream().map(SlowExecution::execution).toList();
        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsAll(sessions.stream()
                        .flatMap(all -> all.stream().limit(all.size() - 1)) // after the last no other begins
                        .filter(one -> length(one).compareTo(SECOND.plus(GAP)) > 0)
                        .toList())
                .allSatisfy(one -> assertThat(length(one)).isGreaterThanOrEqualTo(SECOND));
        assertThat(finished).extracting(SlowExecution::execution).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(between).isBetween(100, 100 * LookSchedule.MOST);
    }

    /** Where an execution passes the threshold after 5 ms. */
    private Duration untilNext(Instant now, Duration interval) {
        return looks.limited(now, interval, needed(ofMillis(5))).needed().orElseThrow();
    }

    private static LookWish needed(Duration until) {
        return new LookWish(Optional.of(until), Optional.empty());
    }

    /** Rounds each second, and the looks between them that are wanted; no look takes any time. */
    private void watch(List<List<Execution>> sessions, Duration length) {
        Instant round = START;
        Instant look = round;
        while (round.isBefore(START.plus(length))) {
            boolean inBetween = look.isBefore(round);
            Instant now = inBetween ? look : round;
            if (inBetween) {
                looks.looked(now, SECOND);
                between++;
            } else round = round.plus(SECOND);
            List<Execution> running = sessions.stream()
                    .flatMap(all -> all.stream().filter(one -> runs(one, now)).limit(1))
                    .map(LookScheduleTest::asSeen)
                    .toList();
            SlowTick tick = slowQueries.tick(now, running);
            recognised.addAll(tick.recognised().stream()
                    .map(slow -> known(sessions, slow))
                    .toList());
            finished.addAll(
                    tick.finished().stream().map(slow -> known(sessions, slow)).toList());
            LookWish wish = looks.limited(now, SECOND, slowQueries.untilNext(now, running));
            look = Stream.concat(wish.needed().stream(), wish.welcome().stream())
                    .min(Comparator.naturalOrder())
                    .map(now::plus)
                    .orElse(Instant.MAX);
        }
    }

    /** Each begins when the one before it ends. */
    private static List<Execution> backToBack(int pid, int shortest, int longest) {
        Random random = new Random(pid);
        List<Execution> executions = new ArrayList<>();
        Instant start = START.plusNanos(random.nextInt(1_000_000_000));
        while (start.isBefore(START.plusSeconds(97))) {
            Instant end = start.plusNanos(random.nextLong(shortest * 1_000_000L, longest * 1_000_000L));
            executions.add(execution(pid, start, end));
            start = end;
        }
        return executions;
    }

    private static boolean runs(Execution execution, Instant now) {
        return !execution.start().isAfter(now) && now.isBefore(end(execution));
    }

    private static Execution asSeen(Execution running) {
        return execution(running.session().pid(), running.start(), null);
    }

    private static Execution execution(int pid, Instant start, @Nullable Instant end) {
        return new Execution(new Session(pid, START), start, end, 42, "anna", "orders", "shop");
    }

    /** The same, with the execution as it was made, so that its end is known. */
    private static SlowExecution known(List<List<Execution>> sessions, SlowExecution slow) {
        return sessions.stream()
                .flatMap(List::stream)
                .filter(one -> asSeen(one).equals(slow.execution()))
                .map(one -> new SlowExecution(one, slow.runningTime()))
                .findFirst()
                .orElseThrow();
    }

    private static Duration length(Execution execution) {
        return Duration.between(execution.start(), end(execution));
    }

    private static Instant end(Execution execution) {
        return Optional.ofNullable(execution.finishedAt()).orElseThrow();
    }
}
