package io.neonwatch.notifier.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records that must be stored, by every replica in sync, before the caller goes on: it tries until it is done.
 * Safe for use by many threads.
 */
public final class RecordWriter implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordWriter.class);
    private static final long BETWEEN_TRIES_SECONDS = 1;

    private final ClientSettings settings;
    private final String role;
    private @Nullable Producer<byte[], byte[]> producer;

    public RecordWriter(ClientSettings settings, String role) {
        this.settings = settings;
        this.role = role;
    }

    /**
     * Returns when the record is stored, however long that takes.
     *
     * @throws InterruptedException when it may or may not be stored
     */
    public void write(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        boolean said = false;
        while (true) {
            Producer<byte[], byte[]> current = producer();
            try {
                current.send(record).get();
                return;
            } catch (InterruptException e) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            } catch (ExecutionException | KafkaException | IllegalStateException e) {
                if (!said)
                    LOGGER.atWarn()
                            .addKeyValue("topicName", record.topic())
                            .addKeyValue("reason", e.getMessage())
                            .log("Record cannot be written; trying again until it can");
                said = true;
                // After some errors a producer refuses everything.
                discard(current);
                TimeUnit.SECONDS.sleep(BETWEEN_TRIES_SECONDS);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) producer.close(Duration.ZERO);
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = new KafkaProducer<>(settings.writer(role), new ByteArraySerializer(), new ByteArraySerializer());
            producer = current;
        }
        return current;
    }

    @SuppressWarnings("ReferenceEquality") // another thread may have put a new one in its place
    private synchronized void discard(Producer<byte[], byte[]> failed) {
        if (producer != failed) return;
        producer = null;
        failed.close(Duration.ZERO);
    }
}
