package io.neonwatch.collector.publish.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What a frame of a segment holds. */
sealed interface Entry {

    byte SCHEMA = 1;
    byte RECORD = 2;

    /** In place of a schema's number: the record has no value. */
    int NO_SCHEMA = -1;

    /** A schema, before the first record that it describes, so that a later version of the program can send the record. */
    record OfSchema(int number, Schema schema) implements Entry {}

    /**
     * @param schemaNumber within the segment, or {@link #NO_SCHEMA}
     * @param spooledAt in milliseconds since 1970, by the collector's clock
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfRecord(int schemaNumber, long spooledAt, long at, String topic, String key, byte[] draft)
            implements Entry {

        /** Null when its schema was lost. */
        @Nullable
        PendingRecord pending(Map<Integer, Schema> schemas) {
            if (schemaNumber == NO_SCHEMA) return new PendingRecord(topic, key, null, null, at);
            Schema schema = schemas.get(schemaNumber);
            return schema == null ? null : new PendingRecord(topic, key, schema, draft, at);
        }
    }

    static ByteBuffer write(int number, Schema schema) {
        byte[] json = schema.toString().getBytes(UTF_8);
        return ByteBuffer.allocate(5 + json.length)
                .put(SCHEMA)
                .putInt(number)
                .put(json)
                .flip();
    }

    static ByteBuffer write(PendingRecord record, int schemaNumber, long spooledAt) {
        byte[] topic = record.topic().getBytes(UTF_8);
        byte[] key = record.key().getBytes(UTF_8);
        byte[] draft = Objects.requireNonNullElse(record.draft(), new byte[0]);
        return ByteBuffer.allocate(29 + topic.length + key.length + draft.length)
                .put(RECORD)
                .putInt(schemaNumber)
                .putLong(spooledAt)
                .putLong(record.at())
                .putInt(topic.length)
                .put(topic)
                .putInt(key.length)
                .put(key)
                .put(draft)
                .flip();
    }

    /**
     * @throws RuntimeException when it is of another version of the program
     */
    static Entry read(ByteBuffer content) {
        byte kind = content.get();
        return switch (kind) {
            case SCHEMA -> {
                int number = content.getInt();
                String json = new String(bytes(content, content.remaining()), UTF_8);
                yield new OfSchema(
                        number, new Schema.Parser().setValidateDefaults(false).parse(json));
            }
            case RECORD ->
                new OfRecord(
                        content.getInt(),
                        content.getLong(),
                        content.getLong(),
                        text(content),
                        text(content),
                        bytes(content, content.remaining()));
            default -> throw new IllegalArgumentException("a piece of kind " + kind + " is not known");
        };
    }

    private static String text(ByteBuffer content) {
        return new String(bytes(content, content.getInt()), UTF_8);
    }

    private static byte[] bytes(ByteBuffer content, int length) {
        byte[] bytes = new byte[length];
        content.get(bytes);
        return bytes;
    }
}
