package io.neonwatch.collector.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetRulesTest {

    private static final double BUDGET = 0.01;
    private static final long LONG_AGO = -Budget.WARM_UP.toNanos();

    @Test
    void shouldLeaveTheIntervalsAloneWithinTheBudget() {
        assertThat(BudgetRules.stretch(List.of(probe(1, 0.0005), vital(10, 0.001), probe(60, 0.02)), BUDGET))
                .containsExactly(1, 1, 1);
    }

    @Test
    void shouldStretchTheSlowestProbeFirst() {
        // When 0.002 + 0.008 + 0.005 of a core are 0.005 too much
        double[] factors = BudgetRules.stretch(List.of(probe(1, 0.002), probe(10, 0.08), probe(60, 0.6)), BUDGET);

        // Then the slowest is stretched as far as it goes, which is not enough by 0.001
        assertThat(factors[0]).isEqualTo(1);
        assertThat(factors[2]).isCloseTo(10, within(1e-9));
        assertThat(0.002 + 0.008 / factors[1] + 0.01 / factors[2]).isCloseTo(BUDGET, within(1e-9));
    }

    @Test
    void shouldStretchTheVitalProbeLateAndTheFastestLast() {
        // When
        double[] factors = BudgetRules.stretch(
                List.of(probe(1, 0.012), vital(10, 0.05), probe(10, 0.05), probe(10, 0.02)), BUDGET);

        // Then
        assertThat(factors[2]).isCloseTo(10, within(1e-9));
        assertThat(factors[3]).isCloseTo(10, within(1e-9));
        assertThat(factors[1]).isCloseTo(10, within(1e-9));
        assertThat(factors[0]).isGreaterThan(1).isLessThan(10);
    }

    @Test
    void shouldNotStretchWithoutEnd() {
        assertThat(BudgetRules.stretch(List.of(probe(1, 5), vital(10, 5)), BUDGET))
                .containsExactly(10, 10);
    }

    @Test
    void shouldComeBackToNormalWellBelowTheBudget() {
        // Given
        ScheduledProbe probe = ScheduledProbe.of(new SilentProbe(), Duration.ofSeconds(1));
        Budget budget = new Budget(List.of(probe), BUDGET, LONG_AGO);

        // When the first round is dear, which says nothing
        budget.spent(new DueProbe(probe, 0, false), 9, 0);

        // Then
        assertThat(budget.decide()).containsExactly(1);

        // When
        for (int round = 0; round < 30; round++) budget.spent(new DueProbe(probe, 0, false), 0.02, 0);

        // Then
        assertThat(budget.decide()[0]).isCloseTo(2.5, within(0.01));
        assertThat(budget.slowed()).isTrue();

        // When it is only just within the budget
        for (int round = 0; round < 50; round++) budget.spent(new DueProbe(probe, 0, false), 0.009, 0);

        // Then
        assertThat(budget.decide()[0]).isGreaterThan(1);

        // When
        for (int round = 0; round < 50; round++) budget.spent(new DueProbe(probe, 0, false), 0.002, 0);

        // Then
        assertThat(budget.decide()).containsExactly(1);
        assertThat(budget.slowed()).isFalse();
    }

    @Test
    void shouldNotJudgeByTheFirstSecondsOfTheProgram() {
        // Given
        ScheduledProbe probe = ScheduledProbe.of(new SilentProbe(), Duration.ofSeconds(1));
        Budget budget = new Budget(List.of(probe), BUDGET, 0);

        // When
        for (int second = 0; second < 10; second++)
            budget.spent(
                    new DueProbe(probe, 0, false),
                    0.03,
                    Duration.ofSeconds(second).toNanos());

        // Then
        assertThat(budget.decide()).containsExactly(1);
        assertThat(budget.slowed()).isFalse();

        // When
        for (int second = 10; second < 20; second++)
            budget.spent(
                    new DueProbe(probe, 0, false),
                    0.03,
                    Duration.ofSeconds(second).toNanos());

        // Then
        assertThat(budget.decide()[0]).isGreaterThan(1);
    }

    @Test
    void shouldCountTheLooksBetweenRoundsAndLetThemHaveHalfOfTheBudget() {
        // Given
        ScheduledProbe probe = ScheduledProbe.of(new SilentProbe(), Duration.ofSeconds(1));
        Budget budget = new Budget(List.of(probe), BUDGET, LONG_AGO);

        // When each round takes 4 ms, and looks take 4 ms between two rounds
        for (long second = 0; second < 60; second++) {
            long now = Duration.ofSeconds(second).toNanos();
            budget.spent(new DueProbe(probe, 0, false), 0.004, now);
            for (int look = 0; look < 20; look++) budget.spent(new DueProbe(probe, 0, true), 0.0002, now);

            // Then
            assertThat(budget.untilLook(true, now)).isZero();
            assertThat(budget.decide()).containsExactly(1);
        }

        // When one takes long
        budget.spent(new DueProbe(probe, 0, true), 0.1, Duration.ofSeconds(60).toNanos());

        // Then that is the machine's fault
        assertThat(budget.untilLook(true, Duration.ofSeconds(60).toNanos())).isZero();

        // When they go on to take long
        for (int look = 0; look < 20; look++)
            budget.spent(
                    new DueProbe(probe, 0, true), 0.02, Duration.ofSeconds(60).toNanos());
        budget.spent(
                new DueProbe(probe, 0, false), 0.004, Duration.ofSeconds(60).toNanos());

        // Then
        assertThat(budget.untilLook(true, Duration.ofSeconds(60).toNanos())).isPositive();
        assertThat(budget.untilLook(true, Duration.ofSeconds(71).toNanos())).isZero();
        assertThat(budget.decide()[0]).isGreaterThan(1);
    }

    private static ProbeCost probe(long interval, double seconds) {
        return new ProbeCost(Duration.ofSeconds(interval), seconds, false);
    }

    private static ProbeCost vital(long interval, double seconds) {
        return new ProbeCost(Duration.ofSeconds(interval), seconds, true);
    }

    private static final class SilentProbe implements Probe {

        @Override
        public String name() {
            return "silent";
        }

        @Override
        public List<MetricFamily> metrics() {
            return List.of();
        }

        @Override
        public Reading read(Connection connection) {
            throw new UnsupportedOperationException();
        }
    }
}
