package io.neonwatch.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neonwatch.registry.RegistryException;
import io.neonwatch.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversion;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Any record of any topic as JSON, by the schema it was written with. What cannot be decoded is shown as it is. */
final class RecordDecoder {

    private static final int HEADER_BYTES = 5;

    private final SchemaRegistry registry;
    private final GenericData model = new GenericData();

    RecordDecoder(SchemaRegistry registry) {
        this.registry = registry;
        Conversion<Instant> times = new TimestampMillisConversion();
        model.addLogicalTypeConversion(times);
    }

    ObjectNode decode(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topic", kafkaRecord.topic());
        json.put("partition", kafkaRecord.partition());
        json.put("offset", kafkaRecord.offset());
        json.put("timestamp", Instant.ofEpochMilli(kafkaRecord.timestamp()).toString());
        json.put("key", text(kafkaRecord.key()));
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (Header header : kafkaRecord.headers()) headers.put(header.key(), text(header.value()));
        if (!headers.isEmpty()) json.set("headers", headers);
        byte[] value = kafkaRecord.value();
        if (value == null) return json.putNull("value");
        try {
            json.set("value", avro(value));
        } catch (IOException | AvroRuntimeException | RegistryException e) {
            json.put("undecodable", e.getMessage());
            json.put("value_base64", Base64.getEncoder().encodeToString(value));
        }
        return json;
    }

    private JsonNode avro(byte[] value) throws IOException {
        if (value.length < HEADER_BYTES || value[0] != 0) throw new IOException("not in Confluent's wire format");
        var schema = registry.schema(ByteBuffer.wrap(value, 1, 4).getInt());
        var reader = new GenericDatumReader<>(schema, schema, model);
        return AvroJson.of(reader.read(
                null, DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null)));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
