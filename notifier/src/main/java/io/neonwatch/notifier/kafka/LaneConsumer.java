package io.neonwatch.notifier.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.notifier.kafka.Worker.Session;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Works through a topic, at least once, slow lanes beside fast ones. Offsets are committed up to the first record that
 * is not finished.
 */
public final class LaneConsumer<V extends SpecificRecord> {

    private static final Duration STOP_PATIENCE = Duration.ofMillis(6_500);

    private final ClientSettings settings;
    private final String role;
    private final Decoder<V> decoder;
    private final Work<V> work;
    private final DeadLetters deadLetters;
    private final RecordWriter writer;
    private final Lanes lanes;
    private final Worker worker;

    /** @param role names the consumer group */
    public LaneConsumer(
            ClientSettings settings,
            String role,
            Decoder<V> decoder,
            Work<V> work,
            RecordWriter writer,
            MeterRegistry meters) {
        this.settings = settings;
        this.role = role;
        this.decoder = decoder;
        this.work = work;
        this.writer = writer;
        this.deadLetters = new DeadLetters(role, meters);
        this.lanes = new Lanes(role);
        this.worker = new Worker(role, (Session) this::session);
    }

    public HealthCheck healthCheck() {
        return worker;
    }

    public void start() {
        worker.start();
    }

    /** Returns within 8 s. What runs may end; what does not is interrupted and done again by whoever comes next. */
    public void stop() {
        worker.stop(STOP_PATIENCE);
        lanes.close();
    }

    private void session(Worker running) throws InterruptedException {
        var consumer =
                new KafkaConsumer<>(settings.member(role), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        Claims claims = new Claims(consumer);
        try {
            new LaneSession<>(consumer, claims, decoder, work, lanes, deadLetters, writer).run(running);
        } finally {
            claims.releaseAll();
            if (running.stopping()) {
                lanes.close();
                claims.commitAllNow();
            }
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1))
                    .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
    }
}
