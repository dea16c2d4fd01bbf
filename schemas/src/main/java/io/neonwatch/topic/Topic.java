package io.neonwatch.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue. Keys are UTF-8 strings; values are Avro in Confluent's wire format, or bytes as received
 * where {@code type} is {@code byte[]}.
 *
 * @param retention how long records stay; null where the topic is compacted
 */
public record Topic<V>(
        String name,
        Class<V> type,
        int partitions,
        @Nullable Duration retention) {

    public boolean compacted() {
        return retention == null;
    }
}
