package io.neonwatch.collector.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the probes of one target cost on average, and whether they have to be slowed down. For one thread. */
final class Budget {

    /** Of the newest round in the average. */
    private static final double WEIGHT = 0.2;

    /** Back to normal only when well below the budget, so as not to go to and fro. */
    private static final double ENOUGH = 0.8;

    private final List<ScheduledProbe> probes;
    private final double share;
    private final double[] seconds;
    private boolean slowed;

    /** @param share of one core that all probes together may take of the database */
    Budget(List<ScheduledProbe> probes, double share) {
        this.probes = probes;
        this.share = share;
        this.seconds = new double[probes.size()];
        restart();
    }

    /** The first round over a connection is no measure: the server has yet to plan, and the probe to fill its memory. */
    void restart() {
        Arrays.fill(seconds, Double.NaN);
    }

    void spent(ScheduledProbe probe, double spent) {
        int index = probes.indexOf(probe);
        if (Double.isNaN(seconds[index])) seconds[index] = Double.NEGATIVE_INFINITY;
        else if (seconds[index] < 0) seconds[index] = spent;
        else seconds[index] += WEIGHT * (spent - seconds[index]);
    }

    double share() {
        return share;
    }

    /** As of the last {@link #decide}. */
    boolean slowed() {
        return slowed;
    }

    /** For each probe what its interval is to be multiplied by. */
    double[] decide() {
        List<ProbeCost> costs = IntStream.range(0, probes.size())
                .mapToObj(index -> new ProbeCost(
                        probes.get(index).interval(),
                        seconds[index] > 0 ? seconds[index] : 0,
                        probes.get(index).vital()))
                .toList();
        slowed = BudgetRules.share(costs) > (slowed ? share * ENOUGH : share);
        return BudgetRules.stretch(costs, slowed ? share * ENOUGH : share);
    }
}
