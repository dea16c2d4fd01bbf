package io.neonwatch.collector.sampling.statements;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A value for each {@link StatementCounter}; NaN where the server does not count it. Whole up to 2^53. */
final class CounterValues {

    private static final StatementCounter[] COUNTERS = StatementCounter.values();

    private final double[] values;

    private CounterValues(double[] values) {
        this.values = values;
    }

    static CounterValues of(ToDoubleFunction<StatementCounter> value) {
        double[] values = new double[COUNTERS.length];
        for (StatementCounter counter : COUNTERS) values[counter.ordinal()] = value.applyAsDouble(counter);
        return new CounterValues(values);
    }

    double get(StatementCounter counter) {
        return values[counter.ordinal()];
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
        for (int index = 0; index < values.length; index++) if (values[index] < before.values[index]) return true;
        return false;
    }

    CounterValues plus(CounterValues other) {
        return of(counter -> get(counter) + other.get(counter));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CounterValues that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
