package io.neonwatch.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro values as the JSON a reader expects: unions without their branch, times in ISO 8601, NaN as null. */
final class AvroJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AvroJson() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case GenericRecord row -> object(row);
            case Map<?, ?> map -> {
                ObjectNode node = JSON.objectNode();
                map.forEach((key, element) -> node.set(String.valueOf(key), of(element)));
                yield node;
            }
            case Collection<?> list -> {
                ArrayNode node = JSON.arrayNode();
                list.forEach(element -> node.add(of(element)));
                yield node;
            }
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> Float.isFinite(number) ? JSON.numberNode(number) : JSON.nullNode();
            case Double number -> Double.isFinite(number) ? JSON.numberNode(number) : JSON.nullNode();
            case Boolean truth -> JSON.booleanNode(truth);
            case ByteBuffer bytes -> base64(bytes.duplicate());
            case Instant time -> JSON.textNode(time.toString());
            case Object other -> JSON.textNode(other.toString());
        };
    }

    private static ObjectNode object(GenericRecord row) {
        ObjectNode node = JSON.objectNode();
        for (Schema.Field field : row.getSchema().getFields()) node.set(field.name(), of(row.get(field.pos())));
        return node;
    }

    private static JsonNode base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return JSON.textNode(Base64.getEncoder().encodeToString(copy));
    }
}
