package io.neonwatch.collector.sampling.activity;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookScheduleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = ofSeconds(1);
    private static final Duration GAP = SECOND.dividedBy(LookSchedule.MOST);

    private final LookSchedule looks = new LookSchedule();
    private final SlowQueries slowQueries = new SlowQueries(SECOND);
    private final List<SlowExecution> recognised = new ArrayList<>();
    private final List<SlowExecution> finished = new ArrayList<>();
    private int between;

    @Test
    void shouldLookWhenThereIsSomethingToSee() {
        assertThat(looks.untilNext(START, SECOND, Optional.of(ofMillis(300)))).contains(ofMillis(300));
        assertThat(looks.untilNext(START, SECOND, Optional.of(ZERO))).contains(ZERO);
        assertThat(looks.untilNext(START, SECOND, Optional.empty())).isEmpty();
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
        assertThat(looks.untilNext(START, SECOND, Optional.of(ofMillis(100)))).contains(ofMillis(100));
        assertThat(untilNext(START.plusSeconds(1), SECOND)).isEqualTo(ofMillis(5));
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
        assertThat(between).as("one before and one after").isLessThanOrEqualTo(2 * all.size());
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
        return looks.untilNext(now, interval, Optional.of(ofMillis(5))).orElseThrow();
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
            look = looks.untilNext(now, SECOND, slowQueries.untilNext(now, running))
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
            executions.add(new Execution(new Session(pid, START), start, end, 42, "anna", "orders", "shop"));
            start = end;
        }
        return executions;
    }

    private static boolean runs(Execution execution, Instant now) {
        return !execution.start().isAfter(now) && now.isBefore(end(execution));
    }

    private static Execution asSeen(Execution running) {
        return new Execution(running.session(), running.start(), null, 42, "anna", "orders", "shop");
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
