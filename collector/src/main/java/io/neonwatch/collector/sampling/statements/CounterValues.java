package io.neonwatch.collector.sampling.statements;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A value for each {@link StatementCounter}; NaN where the server does not count it. Whole up to 2^53. There is one of these
 * for every entry of every server, and most of its values are zero, so only the others take room.
 */
final class CounterValues {

    private static final StatementCounter[] COUNTERS = StatementCounter.values();

    /** A bit for each counter that is not zero; its place among {@link #values} is the number of such bits below. */
    private final int present;

    private final int notCounted;
    private final double[] values;

    private CounterValues(int present, int notCounted, double[] values) {
        this.present = present;
        this.notCounted = notCounted;
        this.values = values;
    }

    static CounterValues of(ToDoubleFunction<StatementCounter> value) {
        double[] found = new double[COUNTERS.length];
        int present = 0;
        int notCounted = 0;
        int count = 0;
        for (StatementCounter counter : COUNTERS) {
            double one = value.applyAsDouble(counter);
            if (Double.isNaN(one)) notCounted |= bit(counter);
            else if (one != 0) {
                present |= bit(counter);
                found[count++] = one;
            }
        }
        return new CounterValues(present, notCounted, Arrays.copyOf(found, count));
    }

    private static int bit(StatementCounter counter) {
        return 1 << counter.ordinal();
    }

    double get(StatementCounter counter) {
        int bit = bit(counter);
        if ((notCounted & bit) != 0) return Double.NaN;
        return (present & bit) == 0 ? 0 : values[Integer.bitCount(present & bit - 1)];
    }

    /** 0 where the server does not count it. */
    long whole(StatementCounter counter) {
        return (long) get(counter);
    }

    /** 0 where the server does not count it. */
    double seconds(StatementCounter counter) {
        double seconds = get(counter);
        return Double.isFinite(seconds) ? seconds : 0;
    }

    /** What was added since; never negative. */
    CounterValues since(CounterValues before) {
        return of(counter -> Math.max(0, get(counter) - before.get(counter)));
    }

    /** Whether any has fallen, which a counter never does while it goes on. */
    boolean anyBelow(CounterValues before) {
        for (StatementCounter counter : COUNTERS) if (get(counter) < before.get(counter)) return true;
        return false;
    }

    CounterValues plus(CounterValues other) {
        return of(counter -> get(counter) + other.get(counter));
    }
}
