package io.neonwatch.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
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

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final Class<V> type;
    private final SpecificData model;
    private final Schema schema;
    private final Map<String, Integer> idBySubject = new ConcurrentHashMap<>();
    private final Map<Integer, SpecificDatumReader<V>> readerById = new ConcurrentHashMap<>();

    public AvroSerde(SchemaRegistry registry, Class<V> type) {
        this.registry = registry;
        this.type = type;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
    }

    /**
     * @throws RegistryException when the schema cannot be registered
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) return null;
        int id = idBySubject.computeIfAbsent(topic + "-value", subject -> registry.register(subject, schema));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<V>(schema, model).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws SerializationException when the bytes are not of this format, or not of this schema
     * @throws RegistryException when the writer's schema cannot be had
     */
    @Override
    public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) return null;
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC)
            throw new SerializationException("not in Confluent's wire format: "
                    + (bytes.length == 0 ? "empty" : "first byte " + bytes[0] + ", " + bytes.length + " bytes"));
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        try {
            SpecificDatumReader<V> reader = readerById.computeIfAbsent(id, this::reader);
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            return reader.read(null, decoder);
        } catch (RegistryException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "not a " + type.getSimpleName() + " by schema " + id + ": " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<V> reader(int id) {
        return new SpecificDatumReader<>(registry.schema(id), schema, model);
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
