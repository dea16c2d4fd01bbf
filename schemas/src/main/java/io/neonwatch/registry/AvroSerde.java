package io.neonwatch.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Values in Confluent's wire format: byte 0, the schema's id as four bytes, Avro's binary form. A reader with an older
 * or newer schema reads by Avro's resolution rules. Safe for use by many threads.
 *
 * <p>Source: Confluent, Formats, Serializers, and Deserializers, "Wire format".
 */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V>, Serializer<V>, Deserializer<V> {

    private record Reading<V>(DatumReader<V> reader, boolean sameSchema) {}

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final Class<V> type;
    private final SpecificData model;
    private final Schema schema;
    private final SpecificDatumWriter<V> writer;
    private final Map<String, Integer> idByTopic = new ConcurrentHashMap<>();
    private final Map<Integer, Reading<V>> readingById = new ConcurrentHashMap<>();

    public AvroSerde(SchemaRegistry registry, Class<V> type) {
        this.registry = registry;
        this.type = type;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema, model);
    }

    /**
     * @throws SerializationException when the value lacks something that its schema demands
     * @throws RegistryException when the schema cannot be registered
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) return null;
        int id = id(topic);
        try {
            return ReusedBuffers.write(writer, value, id);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("cannot write a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * @throws SerializationException when the bytes are not of this format, or not of this schema
     * @throws RegistryException when the writer's schema cannot be had; {@link RegistryException#unreachable} tells a
     *     record that may be read later from one that never will be
     */
    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) return null;
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC)
            throw new SerializationException("not in Confluent's wire format: "
                    + (bytes.length == 0 ? "empty" : "first byte " + bytes[0] + ", " + bytes.length + " bytes"));
        int id = ByteBuffer.wrap(bytes).getInt(1);
        try {
            Reading<V> reading = reading(id);
            return reading.sameSchema()
                    ? ReusedBuffers.read(reading.reader(), bytes, HEADER_BYTES)
                    : ReusedBuffers.readOtherSchema(reading.reader(), bytes, HEADER_BYTES);
        } catch (RegistryException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "not a " + type.getSimpleName() + " by schema " + id + ": " + e.getMessage(), e);
        }
    }

    // Not computeIfAbsent, here and below: it would hold a lock while the registry is asked.
    private int id(String topic) {
        Integer known = idByTopic.get(topic);
        if (known != null) return known;
        int id = registry.register(topic + "-value", schema);
        idByTopic.put(topic, id);
        return id;
    }

    private Reading<V> reading(int id) throws IOException {
        Reading<V> known = readingById.get(id);
        if (known != null) return known;
        Schema writerSchema = registry.schema(id);
        // Built here and shared from then on: SpecificDatumReader builds the same lazily, which threads must not share.
        DatumReader<V> reader = new FastReaderBuilder(model).createDatumReader(writerSchema, schema);
        Reading<V> reading = new Reading<>(reader, writerSchema.equals(schema));
        readingById.put(id, reading);
        return reading;
    }

    @Override
    public Serializer<V> serializer() {
        return this;
    }

    @Override
    public Deserializer<V> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
