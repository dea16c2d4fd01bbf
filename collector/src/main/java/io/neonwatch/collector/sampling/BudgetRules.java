package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** By how much the probes of a target are slowed down so that all of them stay within a budget. */
final class BudgetRules {

    /** No interval becomes longer than that, so that something is seen whatever it costs. */
    static final double MOST = 10;

    private BudgetRules() {}

    /** Of one core, without slowing down. */
    static double share(List<ProbeCost> probes) {
        return probes.stream().mapToDouble(ProbeCost::share).sum();
    }

    /**
     * Stretches the probe with the longest interval first, and of equals the costliest; the vital one when the others
     * do not suffice, and the fastest one, which sees what is slow now, at the very last.
     *
     * @param budget a share of one core
     * @return for each probe what its interval is multiplied by, from 1 to {@link #MOST}
     */
    static double[] stretch(List<ProbeCost> probes, double budget) {
        double[] factors = new double[probes.size()];
        Arrays.fill(factors, 1);
        double excess = share(probes) - budget;
        for (int index : slowestFirst(probes)) {
            if (excess <= 0) break;
            double share = probes.get(index).share();
            double saved = Math.min(excess, share - share / MOST);
            if (saved <= 0) continue;
            factors[index] = Math.min(MOST, share / (share - saved));
            excess -= saved;
        }
        return factors;
    }

    private static int[] slowestFirst(List<ProbeCost> probes) {
        Duration fastest = probes.stream()
                .map(ProbeCost::interval)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Comparator<ProbeCost> order = Comparator.comparing(
                        (ProbeCost probe) -> probe.interval().equals(fastest) && !allAlike(probes))
                .thenComparing(ProbeCost::vital)
                .thenComparing(ProbeCost::interval, Comparator.reverseOrder())
                .thenComparing(ProbeCost::share, Comparator.reverseOrder());
        return IntStream.range(0, probes.size())
                .boxed()
                .sorted(Comparator.comparing(probes::get, order))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean allAlike(List<ProbeCost> probes) {
        return probes.stream().map(ProbeCost::interval).distinct().count() == 1;
    }
}
