package io.neonwatch.collector.sampling.relations;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A value for each {@link Measure}; NaN where there is none. There is one of these for every relation of every database, and
 * most are no tables, so the last values take no room where there are none.
 */
final class Measures {

    private static final Measure[] ALL = Measure.values();

    private final double[] values;

    private Measures(double[] values) {
        this.values = values;
    }

    static Measures of(ToDoubleFunction<Measure> value) {
        double[] values = Arrays.stream(ALL).mapToDouble(value).toArray();
        int length = values.length;
        while (length > 0 && Double.isNaN(values[length - 1])) length--;
        return new Measures(Arrays.copyOf(values, length));
    }

    /** Of nothing yet: counters at zero. */
    static Measures none() {
        return of(measure -> measure.counter() ? 0 : Double.NaN);
    }

    double get(Measure measure) {
        return measure.ordinal() < values.length ? values[measure.ordinal()] : Double.NaN;
    }

    Measures with(Measure changed, double value) {
        return of(measure -> measure == changed ? value : get(measure));
    }

    /** The same gauges, and what the counters have gained; a counter that fell began anew. */
    Measures since(Measures earlier) {
        return of(measure -> {
            double now = get(measure);
            double before = earlier.get(measure);
            return !measure.counter() || now < before ? now : now - before;
        });
    }

    /** The same gauges, and no counters. */
    Measures withoutCounters() {
        return of(measure -> measure.counter() ? Double.NaN : get(measure));
    }
}
