package io.neonwatch.notifier.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.Intent;
import io.neonwatch.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Alert events into the records of the intents that follow from them. */
public final class Routing {

    private final Router router;
    private final AvroSerde<Intent> serde;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public Routing(Router router, SchemaRegistry registry, InstantSource clock, MeterRegistry meters) {
        this.router = router;
        this.serde = new AvroSerde<>(registry, Intent.class);
        this.clock = clock;
        this.meters = meters;
    }

    public List<ProducerRecord<byte[], byte[]>> route(AlertEvent event) {
        return router.route(event, clock.instant()).stream()
                .map(intent -> record(event, intent))
                .toList();
    }

    /** See {@link Router#recoveryFailed}. */
    public List<ProducerRecord<byte[], byte[]>> recoveryFailed(AlertEvent event, String reason) {
        return router.recoveryFailed(event, reason, clock.instant()).stream()
                .map(intent -> record(event, intent))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> record(AlertEvent event, Intent intent) {
        meters.counter(
                        "neonwatch.notifier.intents",
                        "action",
                        intent.getAction().name())
                .increment();
        String topic = Topics.INTENTS.name();
        byte[] key = (intent.getReceiver() + "|" + intent.getGroup()).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, event.getAt().toEpochMilli(), key, serde.serialize(topic, intent));
    }
}
