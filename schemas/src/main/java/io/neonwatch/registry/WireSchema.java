package io.neonwatch.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** A schema as subscribers see it: without the hints that Avro leaves in it for Java's sake. */
final class WireSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WireSchema() {}

    static String of(Schema schema) {
        try {
            return JSON.writeValueAsString(withoutHints(JSON.readTree(schema.toString())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema " + schema.getFullName() + " is not JSON", e);
        }
    }

    private static JsonNode withoutHints(JsonNode node) {
        return switch (node) {
            case ArrayNode array -> {
                for (int index = 0; index < array.size(); index++) array.set(index, withoutHints(array.get(index)));
                yield array;
            }
            case ObjectNode object -> {
                object.properties().forEach(entry -> entry.setValue(withoutHints(entry.getValue())));
                boolean hinted = object.remove(GenericData.STRING_PROP) != null;
                yield hinted
                                && object.size() == 1
                                && object.path("type").asText().equals("string")
                        ? object.get("type")
                        : object;
            }
            default -> node;
        };
    }
}
