package io.neonwatch.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A registry that speaks Confluent's REST protocol: Confluent's own, Apicurio, Karapace. What it has said of an id or of
 * a registration is kept. Every method waits 30 s at the most, repeats what may succeed later, and throws
 * {@link RegistryException}.
 */
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {

    private static final Duration PING_LIMIT = Duration.ofSeconds(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryTransport transport;
    private final SchemaCache cache = new SchemaCache();

    /**
     * @throws IllegalArgumentException when the trust store cannot be opened
     */
    public HttpSchemaRegistry(RegistryConfig config) {
        this(config, RegistryTimeouts.DEFAULT, Thread::sleep);
    }

    HttpSchemaRegistry(RegistryConfig config, RegistryTimeouts timeouts, RegistryTransport.Pause pause) {
        this.transport = new RegistryTransport(config, timeouts, pause);
    }

    @Override
    public int register(String subject, Schema schema) {
        return cache.id(subject, schema, this::askToRegister);
    }

    @Override
    public Schema schema(int id) {
        return cache.schema(id, this::askForSchema);
    }

    /** The version under which the subject holds this very schema; empty when it does not. */
    public Optional<RegisteredSchema> lookup(String subject, Schema schema) {
        return ask(request("look up the schema of " + subject, "POST", subjectPath(subject), body(schema)))
                .map(answer -> registered(subject, answer));
    }

    /** The subject's newest version; empty when it has none. */
    public Optional<RegisteredSchema> latest(String subject) {
        return ask(RegistryRequest.get(
                        "read the newest schema of " + subject, subjectPath(subject) + "/versions/latest"))
                .map(answer -> registered(subject, answer));
    }

    /** Whether the schema may follow the subject's newest one; so it is where there is none. */
    public Compatibility compatibility(String subject, Schema schema) {
        String path = "/compatibility" + subjectPath(subject) + "/versions/latest?verbose=true";
        return ask(request("check the schema of " + subject, "POST", path, body(schema)))
                .map(HttpSchemaRegistry::compatibility)
                .orElse(new Compatibility(true, List.of()));
    }

    /** What holds for subjects without a level of their own. */
    public CompatibilityLevel compatibilityLevel() {
        RegistryRequest request = RegistryRequest.get("read the compatibility level", "/config");
        return level(request, insist(request));
    }

    /** The subject's own level; empty when it has none. */
    public Optional<CompatibilityLevel> compatibilityLevel(String subject) {
        RegistryRequest request = RegistryRequest.get(
                "read the compatibility level of " + subject, "/config/" + RegistryRequest.segment(subject));
        return ask(request).map(answer -> level(request, answer));
    }

    public void setCompatibilityLevel(CompatibilityLevel level) {
        insist(request("set the compatibility level", "PUT", "/config", Map.of("compatibility", level.name())));
    }

    public void setCompatibilityLevel(String subject, CompatibilityLevel level) {
        String path = "/config/" + RegistryRequest.segment(subject);
        insist(request(
                "set the compatibility level of " + subject, "PUT", path, Map.of("compatibility", level.name())));
    }

    @Override
    public void ping() {
        RegistryRequest request = RegistryRequest.get("see whether it answers", "/config");
        RegistryAnswer answer = transport.sendOnce(request, PING_LIMIT);
        // Forbidden means known, and reachable: only this one setting is not ours to read.
        if (!answer.ok() && answer.status() != 403) throw answer.refusal(request);
    }

    @Override
    public void close() {
        transport.close();
    }

    private int askToRegister(String subject, Schema schema) {
        RegistryRequest request = request(
                "register the schema " + schema.getFullName() + " under " + subject,
                "POST",
                subjectPath(subject) + "/versions",
                body(schema));
        JsonNode id = insist(request).path("id");
        if (!id.isInt()) throw notUnderstood(request, "no id", null);
        return id.intValue();
    }

    private Schema askForSchema(int id) {
        RegistryRequest request = RegistryRequest.get("read schema " + id, "/schemas/ids/" + id);
        return parse(request, insist(request));
    }

    private JsonNode insist(RegistryRequest request) {
        RegistryAnswer answer = transport.send(request);
        if (!answer.ok()) throw answer.refusal(request);
        return answer.body();
    }

    /** Empty when the registry says that the subject, version, schema or setting is not there. */
    private Optional<JsonNode> ask(RegistryRequest request) {
        RegistryAnswer answer = transport.send(request);
        if (answer.ok()) return Optional.of(answer.body());
        // A bare 404 is a wrong address, not a missing subject.
        if (answer.status() == 404 && answer.errorCode() > 40400) return Optional.empty();
        throw answer.refusal(request);
    }

    private static RegisteredSchema registered(String subject, JsonNode answer) {
        RegistryRequest request = RegistryRequest.get("read a schema of " + subject, "");
        return new RegisteredSchema(
                subject, answer.path("version").asInt(), answer.path("id").asInt(), parse(request, answer));
    }

    private static Compatibility compatibility(JsonNode answer) {
        List<String> reasons = new ArrayList<>();
        answer.path("messages").forEach(message -> reasons.add(message.asText()));
        return new Compatibility(answer.path("is_compatible").asBoolean(), List.copyOf(reasons));
    }

    private static CompatibilityLevel level(RegistryRequest request, JsonNode answer) {
        String level = answer.path("compatibilityLevel").asText("");
        try {
            return CompatibilityLevel.valueOf(level);
        } catch (IllegalArgumentException e) {
            throw notUnderstood(request, "unknown compatibility level '" + level + "'", e);
        }
    }

    private static Schema parse(RegistryRequest request, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) throw notUnderstood(request, "it is of type " + type + ", not Avro", null);
        if (!answer.path("references").isEmpty())
            throw notUnderstood(request, "it refers to other schemas, which Neonwatch does not support", null);
        try {
            return new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw notUnderstood(request, "it is not an Avro schema", e);
        }
    }

    private static RegistryException notUnderstood(RegistryRequest request, String reason, @Nullable Throwable cause) {
        return new RegistryException(
                "the schema registry's answer was not understood, to " + request.purpose() + ": " + reason,
                false,
                cause);
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + RegistryRequest.segment(subject);
    }

    private static Map<String, String> body(Schema schema) {
        return Map.of("schema", WireSchema.of(schema));
    }

    private static RegistryRequest request(String purpose, String method, String path, Map<String, String> body) {
        try {
            return new RegistryRequest(purpose, method, path, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
