package io.neonwatch.collector.publish;

import io.neonwatch.topic.Topic;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record, serialized.
 *
 * @param value null to have the key forgotten
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PendingRecord(Topic<?> topic, String key, byte @Nullable [] value, Instant at) {

    ProducerRecord<String, byte[]> forKafka() {
        return forKafka(null);
    }

    /** @param partition null for the key's own */
    @SuppressWarnings("NullAway") // Kafka takes a record without a value; its type does not say so.
    ProducerRecord<String, byte[]> forKafka(@Nullable Integer partition) {
        return new ProducerRecord<>(topic.name(), partition, at.toEpochMilli(), key, value);
    }
}
