package io.neonwatch.processor.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.schemas.Transition;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what the alert feature does. */
final class AlertMeters {

    private final Map<ProbeClock.Order, Counter> batches = new EnumMap<>(ProbeClock.Order.class);
    private final Map<Transition, Counter> events = new EnumMap<>(Transition.class);

    AlertMeters(MeterRegistry meters) {
        for (ProbeClock.Order order : ProbeClock.Order.values())
            batches.put(
                    order,
                    Counter.builder("neonwatch.processor.batches")
                            .description("Metric batches, by how they follow the one before them")
                            .tag("order", word(order))
                            .register(meters));
        for (Transition transition : Transition.values())
            events.put(
                    transition,
                    Counter.builder("neonwatch.processor.alert.events")
                            .description("Steps in the life of alerts")
                            .tag("transition", word(transition))
                            .register(meters));
    }

    void countBatch(ProbeClock.Order order) {
        increment(batches.get(order));
    }

    void countEvent(Transition transition) {
        increment(events.get(transition));
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) counter.increment();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
