package io.neonwatch.collector.sampling.activity;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.collector.sampling.LookWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlowQueriesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SlowQueries slowQueries = new SlowQueries(ofSeconds(1));

    @Test
    void shouldCountAnExecutionOnceHoweverLongItRuns() {
        // Given
        slowQueries.tick(at(0), List.of(running(7, 0)));

        // When
        List<SlowExecution> first =
                slowQueries.tick(at(1.2), List.of(running(7, 0))).recognised();
        List<SlowExecution> second =
                slowQueries.tick(at(2.2), List.of(running(7, 0))).recognised();
        List<SlowExecution> afterItsEnd =
                slowQueries.tick(at(3.2), List.of(finished(7, 0, 3.1))).recognised();
        List<SlowExecution> later =
                slowQueries.tick(at(4.2), List.of(finished(7, 0, 3.1))).recognised();

        // Then
        assertThat(first).extracting(SlowExecution::runningTime).containsExactly(ofMillis(1200));
        assertThat(second).isEmpty();
        assertThat(afterItsEnd).isEmpty();
        assertThat(later).isEmpty();
    }

    @Test
    void shouldTellOnceHowLongItTookInAll() {
        // Given
        slowQueries.tick(at(0), List.of(running(7, 0)));
        slowQueries.tick(at(1.2), List.of(running(7, 0)));

        // When
        SlowTick afterItsEnd = slowQueries.tick(at(3.2), List.of(finished(7, 0, 3.1)));
        SlowTick later = slowQueries.tick(at(4.2), List.of(finished(7, 0, 3.1)));
        SlowTick muchLater = slowQueries.tick(at(5.2), List.of());

        // Then
        assertThat(afterItsEnd.finished())
                .extracting(SlowExecution::runningTime)
                .containsExactly(ofMillis(3100));
        assertThat(later.finished()).isEmpty();
        assertThat(muchLater.finished()).isEmpty();
    }

    @Test
    void shouldTellTheEndOfAnExecutionWhoseSessionHasGoneOnOrIsGone() {
        // Given
        slowQueries.tick(at(0), List.of(running(7, 0), running(8, 0)));
        slowQueries.tick(at(1.2), List.of(running(7, 0), running(8, 0)));

        // When
        SlowTick next = slowQueries.tick(at(3), List.of(running(7, 2.5)));

        // Then
        assertThat(next.finished())
                .extracting(SlowExecution::runningTime)
                .containsExactly(ofMillis(2500), ofMillis(3000));
        assertThat(slowQueries.tick(at(3.2), List.of(running(7, 2.5))).finished())
                .isEmpty();
    }

    @Test
    void shouldCountAnExecutionThatFinishedBetweenTwoTicks() {
        // Given
        slowQueries.tick(at(0), List.of());
        slowQueries.tick(at(1), List.of(running(7, 0.5)));

        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(2), List.of(finished(7, 0.5, 1.8))).recognised();
        List<SlowExecution> again =
                slowQueries.tick(at(3), List.of(finished(7, 0.5, 1.8))).recognised();

        // Then
        assertThat(slow).extracting(SlowExecution::runningTime).containsExactly(ofMillis(1300));
        assertThat(again).isEmpty();
    }

    @Test
    void shouldCountAnExecutionThatWasNeverSeenRunningBecauseTheTickWasLate() {
        // Given
        slowQueries.tick(at(0), List.of());

        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(4), List.of(finished(7, 0.5, 3))).recognised();

        // Then
        assertThat(slow).hasSize(1);
    }

    @Test
    void shouldCountTheNextExecutionOfTheSameSession() {
        // Given
        slowQueries.tick(at(0), List.of());
        slowQueries.tick(at(1.5), List.of(running(7, 0.2)));

        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(3), List.of(running(7, 1.8))).recognised();

        // Then
        assertThat(slow).hasSize(1);
    }

    @Test
    void shouldTellApartSessionsThatHadTheSameProcessId() {
        // Given
        slowQueries.tick(at(0), List.of());
        slowQueries.tick(at(2), List.of(running(7, 0.5)));
        Execution other = execution(new Session(7, START.plusMillis(1)), 0.5, null);

        // When
        List<SlowExecution> slow = slowQueries.tick(at(3), List.of(other)).recognised();

        // Then
        assertThat(slow).hasSize(1);
    }

    @Test
    void shouldNotCountWhatFinishedBeforeTheFirstTick() {
        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(10), List.of(finished(7, 2, 9))).recognised();
        List<SlowExecution> again =
                slowQueries.tick(at(11), List.of(finished(7, 2, 9))).recognised();

        // Then
        assertThat(slow).isEmpty();
        assertThat(again).isEmpty();
    }

    @Test
    void shouldCountWhatAlreadyRunsAtTheFirstTick() {
        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(10), List.of(running(7, 2))).recognised();

        // Then
        assertThat(slow).hasSize(1);
    }

    @Test
    void shouldNotTakeAMessageWithoutAQueryForTheEndOfALongExecution() {
        // Given a session that was idle at the last tick and then closes a prepared statement
        slowQueries.tick(at(10), List.of());

        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(11), List.of(finished(7, 2, 10.5))).recognised();

        // Then
        assertThat(slow).isEmpty();
    }

    @Test
    void shouldCountAfterAnInterruptionOnlyWhatWasSeenRunningBeforeOrRunsNow() {
        // Given
        slowQueries.tick(at(0), List.of(running(1, -0.5), running(2, -5)));
        slowQueries.interrupted();

        // When
        List<SlowExecution> slow = slowQueries
                .tick(at(60), List.of(finished(1, -0.5, 30), finished(3, 20, 40), running(2, -5), running(4, 30)))
                .recognised();

        // Then
        assertThat(slow).extracting(found -> found.execution().session().pid()).containsExactly(1, 4);
    }

    @Test
    void shouldSayWhenTheNextExecutionIsAboutToPassTheThresholdOrHasPassedIt() {
        // When
        List<Execution> running = List.of(running(1, 0.6), running(2, 0.3), running(3, -4));

        // Then
        assertThat(slowQueries.untilNext(at(1), running).needed())
                .contains(ofMillis(300).minus(SlowQueries.NEAR));
        assertThat(slowQueries.untilNext(at(1), List.of(running(1, 0.002))).needed())
                .contains(ofMillis(2).plus(SlowQueries.AFTERWARDS));
    }

    @Test
    void shouldNeedALookBeforeAnExecutionThatBeginsNowCanPassTheThreshold() {
        assertThat(slowQueries.untilNext(at(1), List.of()))
                .isEqualTo(new LookWish(Optional.of(ofSeconds(1)), Optional.empty()));
        assertThat(slowQueries.untilNext(at(1), List.of(running(3, -4))).needed())
                .contains(ofSeconds(1));
    }

    @Test
    void shouldWelcomeALookWheneverASlowExecutionHasRunALittleLonger() {
        assertThat(slowQueries.untilNext(at(0), List.of(running(1, -3.2), running(2, -6.4), running(3, -0.9))))
                .isEqualTo(
                        new LookWish(Optional.of(ofMillis(100).minus(SlowQueries.NEAR)), Optional.of(ofMillis(100))));
        assertThat(slowQueries.untilNext(at(0), List.of(running(1, -0.9))).welcome())
                .isEmpty();
        assertThat(slowQueries.untilNext(at(0), List.of(running(1, -0.997))).welcome())
                .contains(ofMillis(4));
    }

    @Test
    void shouldTellAnExecutionThatPassedTheThresholdUnseenWhenItsSessionHasGoneOn() {
        // Given
        slowQueries.tick(at(0.998), List.of(running(7, 0), running(8, 0)));
        assertThat(slowQueries.someNear()).isTrue();

        // When the one runs something else, and the other has done so already
        SlowTick next = slowQueries.tick(at(1.003), List.of(running(7, 1.001), finished(8, 1.0005, 1.002)));
        SlowTick later = slowQueries.tick(at(1.1), List.of(running(7, 1.001)));

        // Then
        assertThat(next.recognised())
                .extracting(SlowExecution::runningTime)
                .containsExactly(ofMillis(1001), Duration.ofNanos(1_000_500_000));
        assertThat(next.finished()).isEqualTo(next.recognised());
        assertThat(later.recognised()).isEmpty();
        assertThat(later.finished()).isEmpty();
    }

    @Test
    void shouldNotTellOneThatMayNotHavePassedTheThreshold() {
        // Given
        Execution early = running(1, 0);
        Execution shorter = running(2, 0);
        Execution silent = running(3, 0);
        slowQueries.tick(at(0.9), List.of(early));
        assertThat(slowQueries.someNear()).isFalse();
        slowQueries.tick(at(0.998), List.of(shorter, silent));

        // When the first was last seen long before, the second was over before, and the third is idle or gone
        SlowTick next = slowQueries.tick(at(1.003), List.of(running(1, 1.001), running(2, 0.9995)));

        // Then
        assertThat(next.recognised()).isEmpty();
        assertThat(next.finished()).isEmpty();
    }

    @Test
    void shouldNotTellOneBesideAGapInTheWatch() {
        // Given
        slowQueries.tick(at(0.998), List.of(running(7, 0)));

        // When
        slowQueries.interrupted();
        SlowTick next = slowQueries.tick(at(3), List.of(running(7, 2.5)));

        // Then
        assertThat(next.recognised()).isEmpty();
        assertThat(next.finished()).isEmpty();
    }

    @Test
    void shouldNotBeMisledByAClockThatIsBehind() {
        // When
        List<SlowExecution> slow =
                slowQueries.tick(at(0), List.of(running(7, 3))).recognised();

        // Then
        assertThat(slow).isEmpty();
    }

    private static Instant at(double seconds) {
        return START.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static Execution running(int pid, double start) {
        return execution(new Session(pid, START), start, null);
    }

    private static Execution finished(int pid, double start, double end) {
        return execution(new Session(pid, START), start, at(end));
    }

    private static Execution execution(Session session, double start, @Nullable Instant end) {
        return new Execution(session, at(start), end, 42, "anna", "orders", "shop");
    }
}
