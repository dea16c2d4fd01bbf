package io.neonwatch.collector.publish;

import io.neonwatch.collector.publish.HandedRecord.Outcome;
import io.neonwatch.collector.publish.spool.PendingRecord;
import io.neonwatch.registry.WireDraft;
import io.neonwatch.topic.KafkaConfig;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer, once it can be made, and the ids of schemas, once they are known. The producer alone would not do: after
 * a while without a broker it forgets where topics are, and refuses records.
 */
final class Outlet {

    private static final Logger LOGGER = LoggerFactory.getLogger(Outlet.class);

    /** Of a record without a value. */
    private static final int NO_ID = 0;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long REPLACE_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaConfig kafka;
    private final SchemaIds ids;
    private final PublishJournal journal;
    private final Runnable whenSettled;
    private volatile @Nullable KafkaProducer<String, byte[]> producer;
    private volatile boolean closed;
    private volatile boolean pausing;
    private volatile long refusedAt;
    private boolean notReplaced;
    private long notReplacedAt;

    /** @param whenSettled called from the producer's thread when the fate of a record is known */
    Outlet(KafkaConfig kafka, SchemaIds ids, PublishJournal journal, Runnable whenSettled) {
        this.kafka = kafka;
        this.ids = ids;
        this.journal = journal;
        this.whenSettled = whenSettled;
    }

    /**
     * @throws org.apache.kafka.common.KafkaException when the producer cannot be made; it may be tried again
     */
    synchronized void open() {
        if (producer == null && !closed) producer = made();
    }

    /**
     * Gives up a producer that has come to a dead end; what it has not sent is to be sent again by the next. Where none can
     * be made, as when no broker's name can be looked up, it stays, and that is tried again later.
     */
    synchronized void replace() {
        KafkaProducer<String, byte[]> old = producer;
        if (old == null || closed || notReplaced && System.nanoTime() - notReplacedAt < REPLACE_PAUSE_NANOS) return;
        try {
            producer = made();
            notReplaced = false;
        } catch (KafkaException e) {
            notReplaced = true;
            notReplacedAt = System.nanoTime();
            LOGGER.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("Kafka's producer has come to a dead end, and no other can be made; that is tried again");
            return;
        }
        LOGGER.atWarn().log("Kafka's producer has come to a dead end and is replaced");
        old.close(Duration.ZERO);
    }

    private KafkaProducer<String, byte[]> made() {
        return new KafkaProducer<>(ProducerSettings.of(kafka), new StringSerializer(), new ByteArraySerializer());
    }

    boolean isOpen() {
        return producer != null;
    }

    /** False when nothing can be sent now; it may block for a second. */
    boolean send(HandedRecord handed) {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null || pausing && System.nanoTime() - refusedAt < PAUSE_NANOS) return false;
        PendingRecord record = handed.record();
        OptionalInt id = id(record);
        if (id.isEmpty()) return false;
        if (id.getAsInt() == SchemaIds.REFUSED) {
            drop(handed, "the schema registry does not have the schema of an earlier version");
            return true;
        }
        pausing = false;
        handed.become(Outcome.OPEN);
        try {
            open.send(forKafka(record, null, id.getAsInt()), (_, failure) -> settle(handed, failure));
        } catch (RuntimeException e) {
            settle(handed, e);
        }
        // Refused at once rather than later: it does not know where the topic is, may not write to it, or has no room.
        return handed.outcome() != Outcome.AGAIN;
    }

    /** Past whatever waits, if it can be sent now. May block for a second. */
    void sendToEveryPartition(PendingRecord record) {
        KafkaProducer<String, byte[]> open = producer;
        OptionalInt id = id(record);
        if (open == null || id.isEmpty() || id.getAsInt() == SchemaIds.REFUSED) return;
        for (PartitionInfo partition : open.partitionsFor(record.topic()))
            open.send(forKafka(record, partition.partition(), id.getAsInt()), (_, failure) -> {
                if (failure == null) journal.published(record.topic(), false);
            });
    }

    private OptionalInt id(PendingRecord record) {
        Schema schema = record.schema();
        return schema == null ? OptionalInt.of(NO_ID) : ids.id(record.topic(), schema);
    }

    /** @param partition null for the key's own */
    @SuppressWarnings("NullAway") // Kafka takes a record without a value; its type does not say so.
    private static ProducerRecord<String, byte[]> forKafka(PendingRecord record, @Nullable Integer partition, int id) {
        byte[] draft = record.draft();
        byte[] value = draft == null ? null : WireDraft.complete(draft, id);
        return new ProducerRecord<>(record.topic(), partition, record.at(), record.key(), value);
    }

    /** Gives records in flight some seconds; those that Kafka does not acknowledge stay open. */
    synchronized void close() {
        closed = true;
        KafkaProducer<String, byte[]> open = producer;
        if (open != null) open.close(CLOSE_LIMIT);
        producer = null;
    }

    private void settle(HandedRecord handed, @Nullable Exception failure) {
        if (failure == null) {
            journal.published(handed.record().topic(), handed.replayed());
            handed.become(Outcome.SETTLED);
        } else if (FinalFailures.isFinal(failure)) {
            drop(handed, String.valueOf(failure.getMessage()));
        } else {
            refusedAt = System.nanoTime();
            pausing = true;
            handed.become(Outcome.AGAIN);
        }
        whenSettled.run();
    }

    private void drop(HandedRecord handed, String detail) {
        journal.dropped(handed.record().topic(), 1, DropReason.REFUSED, detail);
        handed.become(Outcome.SETTLED);
    }
}
