package io.neonwatch.collector.sampling.vector;

import java.util.Arrays;
import java.util.List;

/** How much of what is nearest a search has found. */
final class RecallRules {

    // The same function computes the distances of both searches, from the same stored values.
    private static final double TOLERANCE = 1e-9;

    private RecallRules() {}

    /**
     * By distance and not by row: of rows that are equally far any will do.
     *
     * @param exact distances of the nearest rows, all that there are if they are fewer than asked for
     * @param found distances of the rows that the index has found
     * @return from 0 to 1; NaN where nothing could be found
     */
    static double recall(double[] exact, double[] found) {
        double[] nearest =
                Arrays.stream(exact).filter(Double::isFinite).sorted().toArray();
        if (nearest.length == 0) return Double.NaN;
        double farthest = nearest[nearest.length - 1];
        double limit = farthest + TOLERANCE * Math.max(1, Math.abs(farthest));
        long hits = Arrays.stream(found).filter(distance -> distance <= limit).count();
        return Math.min(1.0, (double) hits / nearest.length);
    }

    /** NaN of nothing. */
    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The 95th percentile by nearest rank: of fewer than 20 values the largest; NaN of nothing. */
    static double p95(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }
}
