package io.neonwatch.collector.sampling.statements;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value for each {@link StatementCounter}; NaN where the server does not count it. Whole up to 2^53. There is one of these
 * for every entry of every server, so what is zero nearly everywhere takes no room there.
 */
final class CounterValues {

    private static final StatementCounter[] COUNTERS = StatementCounter.values();

    /** Of each counter among the usual ones, or the complement of that among the rare ones. */
    private static final int[] PLACES = places();

    private final double[] usual;

    /** Null where each is zero or not counted. */
    private final double @Nullable [] rare;

    /** A bit for each of the rare ones. */
    private final int notCounted;

    private CounterValues(double[] usual, double[] rare) {
        this.usual = usual;
        int unknown = 0;
        boolean nothing = true;
        for (int index = 0; index < rare.length; index++) {
            if (Double.isNaN(rare[index])) unknown |= 1 << index;
            else nothing &= rare[index] == 0;
        }
        this.notCounted = unknown;
        this.rare = nothing ? null : rare;
    }

    static CounterValues of(ToDoubleFunction<StatementCounter> value) {
        return new CounterValues(all(StatementCounter.USUAL, value), all(StatementCounter.RARE, value));
    }

    private static double[] all(List<StatementCounter> counters, ToDoubleFunction<StatementCounter> value) {
        double[] values = new double[counters.size()];
        for (int index = 0; index < values.length; index++) values[index] = value.applyAsDouble(counters.get(index));
        return values;
    }

    private static int[] places() {
        int[] places = new int[COUNTERS.length];
        for (StatementCounter counter : COUNTERS) {
            int rare = StatementCounter.RARE.indexOf(counter);
            places[counter.ordinal()] = rare >= 0 ? ~rare : StatementCounter.USUAL.indexOf(counter);
        }
        return places;
    }

    double get(StatementCounter counter) {
        int place = PLACES[counter.ordinal()];
        if (place >= 0) return usual[place];
        if (rare != null) return rare[~place];
        return (notCounted >> ~place & 1) == 1 ? Double.NaN : 0;
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
