package io.neonwatch.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Values in Confluent's wire format whose schema's id is left open, for whoever must keep them while the registry cannot
 * be asked. The id is put in when the value is sent. Safe for use by many threads.
 */
public final class WireDraft<V extends SpecificRecord> {

    private static final int OPEN_ID = 0;

    private final Schema schema;
    private final SpecificDatumWriter<V> writer;

    public WireDraft(Class<V> type) {
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema, model);
    }

    /** The schema whose id {@link #complete} needs. */
    public Schema schema() {
        return schema;
    }

    /**
     * @throws SerializationException when the value lacks something that its schema demands
     */
    public byte[] write(V value) {
        try {
            return ReusedBuffers.write(writer, value, OPEN_ID);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot write a " + schema.getName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A copy that {@link AvroSerde} reads.
     *
     * @param id that the registry has given the schema
     */
    public static byte[] complete(byte[] draft, int id) {
        byte[] complete = draft.clone();
        ByteBuffer.wrap(complete).putInt(1, id);
        return complete;
    }
}
