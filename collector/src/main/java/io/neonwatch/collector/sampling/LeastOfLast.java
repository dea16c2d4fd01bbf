package io.neonwatch.collector.sampling;

import java.util.Arrays;

/**
 * What something costs that is done again and again, by a measure that can only be too high: the least of the last few.
 */
final class LeastOfLast {

    private static final int COUNT = 8;

    private final double[] values = new double[COUNT];
    private int next;

    LeastOfLast() {
        Arrays.fill(values, Double.POSITIVE_INFINITY);
    }

    /** With one more, which counts already. */
    double with(double value) {
        values[next++ % COUNT] = value;
        return Arrays.stream(values).min().orElse(value);
    }
}
