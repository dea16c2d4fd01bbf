package io.neonwatch.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that was accepted.
 *
 * @param received by this machine's clock
 * @param json the whole payload
 * @param raw the request's body as it came
 */
public record SlackMessage(Instant received, JsonNode json, String raw) {

    /** The payload's {@code text}; empty if it has only blocks. */
    public String text() {
        return json.path("text").asText();
    }
}
