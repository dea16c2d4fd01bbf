package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the probes of one target cost on average, and whether they have to be slowed down. For one thread. */
final class Budget {

    /** Of the newest round in the average. */
    private static final double WEIGHT = 0.2;

    /** Back to normal only when well below the budget, so as not to go to and fro. */
    private static final double ENOUGH = 0.8;

    /** Of the budget, for looks between rounds: however many are wanted, they are not to slow down the rounds. */
    private static final double BETWEEN = 0.5;

    /** So long after the start no round is a measure: this program's code is not compiled yet, and takes many times as long. */
    static final Duration WARM_UP = Duration.ofSeconds(10);

    private final List<ScheduledProbe> probes;
    private final long start;
    private final double share;
    private final double[] seconds;
    private final double[] secondsBetween;
    private final Allowance looks;
    private final LeastOfLast look = new LeastOfLast();
    private boolean slowed;

    /**
     * @param share of one core that all probes together may take of the database
     * @param start as {@link System#nanoTime}
     */
    Budget(List<ScheduledProbe> probes, double share, long start) {
        this.probes = probes;
        this.start = start;
        this.share = share;
        this.seconds = new double[probes.size()];
        this.secondsBetween = new double[probes.size()];
        this.looks = new Allowance(share * BETWEEN, start);
        restart();
    }

    /** The first round over a connection is no measure: the server has yet to plan, and the probe to fill its memory. */
    void restart() {
        Arrays.fill(seconds, Double.NaN);
        Arrays.fill(secondsBetween, 0);
    }

    /**
     * A round costs what it took and what the looks before it took.
     *
     * @param spent seconds; too high where the collector or the network was busy
     */
    void spent(DueProbe asked, double spent, long now) {
        int index = probes.indexOf(asked.scheduled());
        if (asked.between()) {
            secondsBetween[index] += spent;
            // A busy machine makes most of them seem to cost several times what they do.
            looks.spent(look.with(spent), now);
            return;
        }
        double round = spent + secondsBetween[index];
        secondsBetween[index] = 0;
        if (now - start < WARM_UP.toNanos()) return;
        if (Double.isNaN(seconds[index])) seconds[index] = Double.NEGATIVE_INFINITY;
        else if (seconds[index] < 0) seconds[index] = round;
        else seconds[index] += WEIGHT * (round - seconds[index]);
    }

    /**
     * Nanoseconds until there may be a look between rounds; 0 when there may be one now.
     *
     * @param needed whether something would be missed without it
     */
    long untilLook(boolean needed, long now) {
        return needed ? looks.untilSome(now) : looks.untilPlenty(now);
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
