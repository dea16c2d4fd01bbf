package io.neonwatch.notifier.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Turns the records of one topic into those of others, exactly once: what is written and how far was read become
 * visible together, or not at all.
 */
public final class Transactions<V extends SpecificRecord> {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final ClientSettings settings;
    private final String role;
    private final Decoder<V> decoder;
    private final Function<V, List<ProducerRecord<byte[], byte[]>>> transform;
    private final DeadLetters deadLetters;
    private final Worker worker;

    /**
     * @param role names the consumer group and the transactions
     * @param transform may be called again for a record whose transaction failed
     */
    public Transactions(
            ClientSettings settings,
            String role,
            Topic<V> topic,
            SchemaRegistry registry,
            MeterRegistry meters,
            Function<V, List<ProducerRecord<byte[], byte[]>>> transform) {
        this.settings = settings;
        this.role = role;
        this.decoder = new Decoder<>(topic, registry);
        this.transform = transform;
        this.deadLetters = new DeadLetters(role, meters);
        this.worker = new Worker(role, this::session);
    }

    public HealthCheck healthCheck() {
        return worker;
    }

    public void start() {
        worker.start();
    }

    /** Returns within 8 s. */
    public void stop() {
        worker.stop(STOP_PATIENCE);
    }

    private void session(Worker running) throws InterruptedException {
        var producer = new KafkaProducer<>(
                settings.transactionalWriter(role), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            var consumer = new KafkaConsumer<>(
                    settings.member(role), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            try {
                // Ends what an earlier life of this instance has left open, and shuts that life out.
                producer.initTransactions();
                new TransactionSession<>(consumer, producer, decoder, transform, deadLetters).run(running);
            } finally {
                consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                        .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            }
        } finally {
            producer.close(CLOSE_TIMEOUT);
        }
    }
}
