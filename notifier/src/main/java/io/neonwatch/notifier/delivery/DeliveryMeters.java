package io.neonwatch.notifier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.neonwatch.schemas.Delivery;
import java.time.Duration;
import java.util.Locale;

/** Counts what was attempted and what came of it, and how long an event took to reach its receiver. */
final class DeliveryMeters {

    private final MeterRegistry meters;

    DeliveryMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(Delivery delivery) {
        Tags tags = Tags.of("receiver", delivery.getReceiver(), "channel", delivery.getChannel());
        String outcome = delivery.getState().name().toLowerCase(Locale.ROOT);
        meters.counter("neonwatch.notifier.deliveries", tags.and("outcome", outcome))
                .increment();
        if (!outcome.equals("delivered")) return;
        Timer.builder("neonwatch.notifier.delivery.latency")
                .description("from the alert's step to its delivery")
                .tags(tags)
                .serviceLevelObjectives(
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10))
                .register(meters)
                .record(latency(delivery));
    }

    /** The database's clock may be ahead of ours. */
    private static Duration latency(Delivery delivery) {
        Duration latency = Duration.between(delivery.getEventAt(), delivery.getAt());
        return latency.isNegative() ? Duration.ZERO : latency;
    }

    void countInDoubt(Receiver receiver) {
        meters.counter(
                        "neonwatch.notifier.in.doubt",
                        "receiver",
                        receiver.receiver(),
                        "channel",
                        receiver.channel().kind())
                .increment();
    }
}
