package io.neonwatch.collector.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.neonwatch.collector.publish.spool.PendingRecord;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.registry.WireDraft;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to Kafka. What was accepted is kept until the broker has it, in memory and, where there is a spool, on
 * disk; sampling never waits for Kafka, for the schema registry or for the disk. Safe for use by many threads.
 */
public final class RecordPublisher implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordPublisher.class);
    private static final long WAITING_BYTES = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final WaitingRecords waiting = new WaitingRecords(WAITING_BYTES);
    private final PublishJournal journal;
    private final SchemaIds ids;
    private final Outlet outlet;
    private final RecordSender sender;
    private final Map<Class<?>, WireDraft<?>> draftByType = new ConcurrentHashMap<>();

    /** @param spool null to keep records in memory only */
    public RecordPublisher(
            KafkaConfig kafka, SchemaRegistry registry, @Nullable SpoolConfig spool, MeterRegistry meters) {
        this(
                kafka,
                registry,
                meters,
                spool == null ? null : new SpoolAccess.Settings(spool.directory(), spool.limits()),
                PATIENCE);
    }

    RecordPublisher(
            KafkaConfig kafka,
            SchemaRegistry registry,
            MeterRegistry meters,
            SpoolAccess.@Nullable Settings spool,
            Duration patience) {
        this.journal = new PublishJournal(meters);
        this.ids = new SchemaIds(registry, waiting::wake);
        this.outlet = new Outlet(kafka, ids, journal, waiting::wake);
        this.sender = new RecordSender(waiting, outlet, new SpoolAccess(spool, journal, meters), journal, patience);
    }

    /** Begins to keep records; they are sent after {@link #open}. */
    public void start() {
        sender.start();
    }

    /**
     * Registers the topic's schema, or finds that it is registered.
     *
     * @throws io.neonwatch.registry.RegistryException when the registry refuses or cannot be reached
     */
    public void registerSchema(Topic<? extends SpecificRecord> topic) {
        ids.register(topic.name(), draft(topic).schema());
    }

    /** Whether {@link #open} has succeeded. */
    public boolean isOpen() {
        return outlet.isOpen();
    }

    /**
     * Begins to hand over records.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka's client cannot be made; it may be tried again
     */
    public void open() {
        outlet.open();
        waiting.wake();
    }

    /**
     * Returns at once and does not fail.
     *
     * @param at event time
     */
    public <V extends SpecificRecord> void publish(Topic<V> topic, String key, V value, Instant at) {
        try {
            WireDraft<V> draft = draft(topic);
            var record = new PendingRecord(topic.name(), key, draft.schema(), draft.write(value), at.toEpochMilli());
            add(record);
        } catch (RuntimeException e) {
            journal.dropped(topic.name(), 1, DropReason.INVALID, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A record without a value, by which a compacted topic forgets the key. Returns at once and does not fail.
     *
     * @param at event time
     */
    public void publishRemoval(Topic<?> topic, String key, Instant at) {
        add(new PendingRecord(topic.name(), key, null, null, at.toEpochMilli()));
    }

    /**
     * The same record on every partition, past whatever waits. It is not kept: while Kafka or the schema's id is away it is
     * lost. May take a second, and does not fail.
     *
     * @param at event time
     */
    public <V extends SpecificRecord> void publishToEveryPartition(Topic<V> topic, String key, V value, Instant at) {
        try {
            WireDraft<V> draft = draft(topic);
            outlet.sendToEveryPartition(
                    new PendingRecord(topic.name(), key, draft.schema(), draft.write(value), at.toEpochMilli()));
        } catch (RuntimeException e) {
            // Not worth an error: that such a record is missing says what there is to say.
            LOGGER.atDebug()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("reason", e.getMessage())
                    .log("Not written to every partition");
        }
    }

    /** Hands over what is left, for some seconds at the most; the rest stays in the spool. */
    @Override
    public void close() {
        sender.close();
    }

    private void add(PendingRecord record) {
        for (PendingRecord dropped : waiting.add(record, System.nanoTime()))
            journal.dropped(dropped.topic(), 1, DropReason.MEMORY, "");
    }

    @SuppressWarnings("unchecked") // each type has the draft of that type
    private <V extends SpecificRecord> WireDraft<V> draft(Topic<V> topic) {
        return (WireDraft<V>) draftByType.computeIfAbsent(topic.type(), _ -> {
            WireDraft<V> draft = new WireDraft<>(topic.type());
            ids.own(draft.schema());
            return draft;
        });
    }
}
