package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Hands records to Kafka. What was accepted is kept, within bounded memory, until the broker has it; what cannot be
 * accepted is dropped and counted, so that sampling never waits for Kafka. Safe for use by many threads.
 */
public final class RecordPublisher implements AutoCloseable {

    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(3);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final SchemaRegistry registry;
    private final PublishJournal journal;
    private final KafkaConfig kafka;
    private final Map<Class<?>, AvroSerde<?>> serdeByType = new ConcurrentHashMap<>();
    private volatile @Nullable KafkaProducer<String, byte[]> producer;

    public RecordPublisher(KafkaConfig kafka, SchemaRegistry registry, MeterRegistry meters) {
        this.kafka = kafka;
        this.registry = registry;
        this.journal = new PublishJournal(meters);
    }

    /**
     * Registers the topic's schema, or finds that it is registered.
     *
     * @throws io.neonwatch.registry.RegistryException when the registry refuses or cannot be reached
     */
    public void registerSchema(Topic<? extends SpecificRecord> topic) {
        registry.register(topic.name() + "-value", SpecificData.get().getSchema(topic.type()));
    }

    public boolean isOpen() {
        return producer != null;
    }

    /**
     * Makes ready to write to these topics; to be repeated until it succeeds, before the first record.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster cannot be reached
     */
    public synchronized void open(Collection<? extends Topic<?>> topics) {
        if (producer != null) return;
        // Not in the constructor: a name that cannot be resolved, as yet, fails here.
        KafkaProducer<String, byte[]> opening =
                new KafkaProducer<>(ProducerSettings.of(kafka), new StringSerializer(), new ByteArraySerializer());
        try {
            // Else the first record of each topic would wait for this.
            long limit = System.nanoTime() + OPEN_PATIENCE.toNanos();
            for (Topic<?> topic : topics) locate(topic, opening, limit);
            producer = opening;
        } finally {
            if (producer == null) opening.close(Duration.ZERO);
        }
    }

    /**
     * Returns at once, or soon where Kafka is away and the memory for its records is full. Does not fail.
     *
     * @param at event time
     */
    public <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value, Instant at) {
        try {
            KafkaProducer<String, byte[]> open = producer;
            if (open == null) throw new IllegalStateException("not open");
            byte @Nullable [] bytes = serde(topic).serialize(topic.name(), value);
            open.send(
                    new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, bytes),
                    (_, failure) -> journal.record(topic, failure));
        } catch (RuntimeException e) {
            journal.record(topic, e);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) producer.close(CLOSE_PATIENCE);
    }

    /** A topic that was just created takes a moment to be known. */
    private static void locate(Topic<?> topic, KafkaProducer<String, byte[]> producer, long limit) {
        while (true) {
            try {
                producer.partitionsFor(topic.name());
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() - limit > 0) throw e;
            }
        }
    }

    @SuppressWarnings("unchecked") // each type has the serde of that type
    private <V extends SpecificRecord> AvroSerde<V> serde(Topic<V> topic) {
        return (AvroSerde<V>) serdeByType.computeIfAbsent(topic.type(), _ -> new AvroSerde<>(registry, topic.type()));
    }
}
