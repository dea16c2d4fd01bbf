package io.neonwatch.collector.publish;

import io.neonwatch.topic.Topic;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record, serialized. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PendingRecord(Topic<?> topic, String key, byte[] value, Instant at) {

    ProducerRecord<String, byte[]> forKafka() {
        return new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, value);
    }
}
