package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to Kafka. What was accepted is kept, within bounded memory, until the broker has it; what cannot be
 * accepted is dropped and counted, so that sampling never waits for Kafka. Safe for use by many threads.
 */
public final class RecordPublisher implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordPublisher.class);
    private static final int PENDING_BYTES = 64 << 20;

    private final KafkaConfig kafka;
    private final SchemaRegistry registry;
    private final PublishJournal journal;
    private final PendingRecords pending = new PendingRecords(PENDING_BYTES);
    private final Map<Class<?>, AvroSerde<?>> serdeByType = new ConcurrentHashMap<>();
    private volatile @Nullable RecordSender sender;

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

    /** Whether {@link #open} has succeeded. */
    public boolean isOpen() {
        return sender != null;
    }

    /**
     * Begins to hand over records.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka's client cannot be made; it may be tried again
     */
    public synchronized void open() {
        if (sender == null) sender = RecordSender.start(kafka, pending, journal);
    }

    /**
     * Returns at once and does not fail.
     *
     * @param at event time
     */
    public <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value, Instant at) {
        try {
            byte[] bytes = serde(topic).serialize(topic.name(), value);
            if (bytes == null || !pending.offer(new PendingRecord(topic, key, bytes, at)))
                journal.dropped(topic, "Kafka has been away for so long that there is no more room for records");
        } catch (RuntimeException e) {
            journal.dropped(topic, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A record without a value, by which a compacted topic forgets the key. Returns at once and does not fail.
     *
     * @param at event time
     */
    public void publishRemoval(Topic<?> topic, String key, Instant at) {
        if (!pending.offer(new PendingRecord(topic, key, null, at)))
            journal.dropped(topic, "Kafka has been away for so long that there is no more room for records");
    }

    /**
     * The same record on every partition, past whatever waits. It is not kept: while Kafka is away it is lost. May take a
     * second, and does not fail.
     *
     * @param at event time
     */
    public <V extends SpecificRecord> void publishToEveryPartition(Topic<V> topic, String key, V value, Instant at) {
        RecordSender open = sender;
        if (open == null) return;
        try {
            byte[] bytes = serde(topic).serialize(topic.name(), value);
            open.sendToEveryPartition(new PendingRecord(topic, key, bytes, at));
        } catch (RuntimeException e) {
            // Not worth an error: that such a record is missing says what there is to say.
            LOGGER.atDebug()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("reason", e.getMessage())
                    .log("Not written to every partition");
        }
    }

    /** Hands over what is left, for some seconds at the most. */
    @Override
    public synchronized void close() {
        if (sender != null) sender.close();
    }

    @SuppressWarnings("unchecked") // each type has the serde of that type
    private <V extends SpecificRecord> AvroSerde<V> serde(Topic<V> topic) {
        return (AvroSerde<V>) serdeByType.computeIfAbsent(topic.type(), _ -> new AvroSerde<>(registry, topic.type()));
    }
}
