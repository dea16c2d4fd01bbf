package io.neonwatch.collector.publish;

import io.neonwatch.topic.KafkaConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes pending records to the producer, in a thread of its own. The producer alone would not do: after a while without
 * a broker it forgets where topics are, and refuses records.
 */
final class RecordSender implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
    private static final long POLL_MILLISECONDS = 100;

    private final KafkaProducer<String, byte[]> producer;
    private final PendingRecords pending;
    private final PublishJournal journal;
    private final Thread thread = Thread.ofVirtual().name("record-sender").unstarted(this::send);
    private volatile boolean closing;

    private RecordSender(KafkaProducer<String, byte[]> producer, PendingRecords pending, PublishJournal journal) {
        this.producer = producer;
        this.pending = pending;
        this.journal = journal;
    }

    static RecordSender start(KafkaConfig kafka, PendingRecords pending, PublishJournal journal) {
        RecordSender sender = new RecordSender(
                new KafkaProducer<>(ProducerSettings.of(kafka), new StringSerializer(), new ByteArraySerializer()),
                pending,
                journal);
        sender.thread.start();
        return sender;
    }

    /** Past whatever waits. May block for as long as the producer may. */
    void sendToEveryPartition(PendingRecord record) {
        for (PartitionInfo partition : producer.partitionsFor(record.topic().name()))
            producer.send(
                    record.forKafka(partition.partition()), (_, failure) -> journal.outcome(record.topic(), failure));
    }

    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(CLOSE_PATIENCE)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_PATIENCE);
    }

    private void send() {
        try {
            while (true) {
                @Nullable PendingRecord next = pending.poll(POLL_MILLISECONDS);
                if (next != null) send(next);
                else if (closing) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(PendingRecord record) throws InterruptedException {
        AtomicBoolean refused = new AtomicBoolean(true);
        while (refused.getAndSet(false)) {
            try {
                producer.send(record.forKafka(), (_, failure) -> {
                    // Refused at once rather than failed later: it does not know where the topic is, or has no room.
                    if (failure instanceof TimeoutException && Thread.currentThread() == thread) refused.set(true);
                    else journal.outcome(record.topic(), failure);
                });
            } catch (InterruptException e) {
                throw new InterruptedException();
            } catch (RuntimeException e) {
                journal.dropped(record.topic(), String.valueOf(e.getMessage()));
            }
        }
    }
}
