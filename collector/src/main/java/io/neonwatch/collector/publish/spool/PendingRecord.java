package io.neonwatch.collector.publish.spool;

import org.apache.avro.Schema;

/**
 * A record that Kafka does not have yet: all that it takes to send it, but for the id that the registry gives its
 * schema.
 *
 * @param draft the value in the wire format, its schema's id left open
 * @param at event time, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PendingRecord(String topic, String key, Schema schema, byte[] draft, long at) {

    /** What a record takes in memory beyond its value, roughly. */
    private static final int OVERHEAD = 200;

    /** In bytes of memory, roughly. */
    public int size() {
        return draft.length + OVERHEAD;
    }
}
