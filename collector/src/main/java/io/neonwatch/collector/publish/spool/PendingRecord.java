package io.neonwatch.collector.publish.spool;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A record that Kafka does not have yet: all that it takes to send it, but for the id that the registry gives its
 * schema.
 *
 * @param schema null where there is no value
 * @param draft the value in the wire format, its schema's id left open; null to have the key forgotten
 * @param at event time, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PendingRecord(
        String topic, String key, @Nullable Schema schema, byte @Nullable [] draft, long at) {

    /** What a record takes in memory beyond its value, roughly. */
    private static final int OVERHEAD = 200;

    /** In bytes of memory, roughly. */
    public int size() {
        return (draft == null ? 0 : draft.length) + OVERHEAD;
    }
}
