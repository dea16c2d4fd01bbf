package io.neonwatch.sandbox.neon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.neon.BranchPoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a branch, as far as it can be checked by itself.
 *
 * @param endpoints types of the computes asked for
 */
record WantedBranch(
        @Nullable String parentId,
        @Nullable String name,
        BranchPoint point,
        @Nullable Instant expiresAt,
        boolean isProtected,
        String initSource,
        List<String> endpoints) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> SOURCES = Set.of("parent-data", "schema-only");
    private static final Set<String> ENDPOINT_TYPES = Set.of("read_write", "read_only");

    /** @throws Refusal when the body cannot be such a request */
    static WantedBranch parse(String body) {
        JsonNode root = tree(body.isBlank() ? "{}" : body);
        JsonNode branch = root.path("branch");
        String name = text(branch, "name");
        if (name != null && (name.isEmpty() || name.length() > 256))
            throw Refusal.unprocessable("branch.name must have 1 to 256 characters");
        String parentId = text(branch, "parent_id");
        String source = text(branch, "init_source");
        if (source != null && !SOURCES.contains(source))
            throw Refusal.unprocessable("branch.init_source must be one of " + SOURCES);
        Instant expiresAt = time(branch, "expires_at");
        return new WantedBranch(
                parentId == null || parentId.isEmpty() ? null : parentId,
                name,
                point(branch),
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS),
                branch.path("protected").asBoolean(false),
                source == null ? "parent-data" : source,
                endpoints(root.path("endpoints")));
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode root = MAPPER.readTree(body);
            if (root.isObject()) return root;
            throw Refusal.malformed("request body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw Refusal.malformed("request body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static BranchPoint point(JsonNode branch) {
        String lsn = text(branch, "parent_lsn");
        Instant time = time(branch, "parent_timestamp");
        if (lsn != null && time != null)
            throw Refusal.unprocessable("branch.parent_lsn and branch.parent_timestamp are mutually exclusive");
        if (time != null) return BranchPoint.time(time);
        if (lsn == null) return new BranchPoint.Head();
        try {
            return BranchPoint.lsn(lsn);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("branch.parent_lsn is not a valid LSN");
        }
    }

    private static List<String> endpoints(JsonNode endpoints) {
        List<String> types = new ArrayList<>();
        for (JsonNode endpoint : endpoints) {
            String type = text(endpoint, "type");
            if (type == null || !ENDPOINT_TYPES.contains(type))
                throw Refusal.malformed("endpoints.type must be one of " + ENDPOINT_TYPES);
            types.add(type);
        }
        if (types.stream().filter("read_write"::equals).count() > 1)
            throw Refusal.unprocessable("a branch can have only one read_write endpoint");
        return types;
    }

    private static @Nullable Instant time(JsonNode parent, String field) {
        String text = text(parent, field);
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.malformed("branch." + field + " is not a date-time with a time zone");
        }
    }

    private static @Nullable String text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isTextual()) throw Refusal.malformed(field + " must be a string");
        return value.textValue();
    }
}
