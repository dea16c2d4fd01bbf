package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeScheduleTest {

    private static final long SECOND = 1_000_000_000;
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos(); // nanoTime may run over

    private final List<String> told = new ArrayList<>();
    private final ScheduledProbe fast = probe("fast", 1);
    private final ScheduledProbe slow = probe("slow", 10);
    private final ProbeSchedule schedule = new ProbeSchedule(List.of(fast, slow), START);

    @Test
    void shouldAskAllAtTheStartAndEachAtItsInterval() {
        assertThat(taken(START)).containsExactly(fast, slow);
        assertThat(taken(START + SECOND / 2)).isEmpty();
        assertThat(schedule.untilNext(START + SECOND / 2)).isEqualTo(SECOND / 2);
        assertThat(taken(START + SECOND)).containsExactly(fast);
        assertThat(taken(START + 10 * SECOND)).containsExactly(fast, slow);
    }

    @Test
    void shouldSkipMissedRoundsAndKeepTheBeat() {
        // Given
        schedule.takeDue(START);

        // When
        List<ScheduledProbe> late = taken(START + 7 * SECOND + SECOND / 4);

        // Then
        assertThat(late).containsExactly(fast);
        assertThat(schedule.untilNext(START + 7 * SECOND + SECOND / 4)).isEqualTo(SECOND * 3 / 4);
    }

    @Test
    void shouldAskBetweenTwoRoundsWithoutMovingThem() {
        // Given
        schedule.takeDue(START);

        // When
        schedule.askBetween(fast, START + SECOND / 4);

        // Then
        assertThat(schedule.untilNext(START)).isEqualTo(SECOND / 4);
        assertThat(schedule.takeDue(START + SECOND / 4)).containsExactly(new DueProbe(fast, START + SECOND / 4, true));
        assertThat(schedule.untilNext(START + SECOND / 4)).isEqualTo(SECOND * 3 / 4);
        assertThat(schedule.takeDue(START + SECOND)).containsExactly(new DueProbe(fast, START + SECOND, false));
    }

    @Test
    void shouldTakeALookJustBeforeARoundForTheRound() {
        // Given
        schedule.takeDue(START);
        long justBefore = START + SECOND - SECOND / 500;

        // When
        schedule.askBetween(fast, justBefore);

        // Then
        assertThat(schedule.takeDue(justBefore)).containsExactly(new DueProbe(fast, justBefore, false));
        assertThat(schedule.untilNext(START + SECOND)).isEqualTo(SECOND);
    }

    @Test
    void shouldTakeTheFirstWhenItIsDueAgain() {
        // Given
        schedule.takeDue(START);
        schedule.askBetween(fast, START + SECOND / 4);

        // Then
        assertThat(schedule.takeFirst(START + SECOND / 5)).isEmpty();
        assertThat(schedule.takeFirst(START + SECOND / 4)).contains(new DueProbe(fast, START + SECOND / 4, true));
        assertThat(schedule.takeFirst(START + SECOND / 4)).isEmpty();
        assertThat(schedule.takeFirst(START + SECOND)).contains(new DueProbe(fast, START + SECOND, false));
        assertThat(taken(START + 10 * SECOND)).containsExactly(fast, slow);
        assertThat(schedule.takeFirst(START + 10 * SECOND)).isEmpty();
    }

    @Test
    void shouldNotAskBetweenWhenTheNextRoundComesFirst() {
        // Given
        schedule.takeDue(START);

        // When
        schedule.askBetween(fast, START + 2 * SECOND);

        // Then
        assertThat(schedule.untilNext(START)).isEqualTo(SECOND);
    }

    @Test
    void shouldStretchIntervalsAndShrinkThemAtOnce() {
        // Given
        schedule.takeDue(START);

        // When
        schedule.stretch(new double[] {1, 3}, START);
        schedule.takeDue(START + 10 * SECOND);

        // Then
        for (int second = 11; second < 40; second++)
            assertThat(taken(START + second * SECOND)).containsExactly(fast);
        assertThat(taken(START + 40 * SECOND)).containsExactly(fast, slow);

        // When
        schedule.stretch(new double[] {1, 1}, START + 41 * SECOND);

        // Then it is asked within its own interval again
        assertThat(taken(START + 51 * SECOND)).containsExactly(fast, slow);
    }

    @Test
    void shouldTellAProbeTheIntervalInForce() {
        // When
        schedule.stretch(new double[] {1, 3}, START);
        schedule.stretch(new double[] {1, 3}, START + SECOND);
        schedule.stretch(new double[] {1.5, 1}, START + 2 * SECOND);

        // Then
        assertThat(told).containsExactly("slow PT30S", "fast PT1.5S", "slow PT10S");
    }

    private List<ScheduledProbe> taken(long now) {
        return schedule.takeDue(now).stream().map(DueProbe::scheduled).toList();
    }

    private ScheduledProbe probe(String name, int seconds) {
        Probe probe = new Probe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<MetricFamily> metrics() {
                return List.of();
            }

            @Override
            public void intervalChanged(Duration interval) {
                told.add(name + " " + interval);
            }

            @Override
            public Reading read(Connection connection) {
                throw new UnsupportedOperationException();
            }
        };
        return ScheduledProbe.of(probe, Duration.ofSeconds(seconds));
    }
}
