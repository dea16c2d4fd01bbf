package io.neonwatch.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * @param body a missing node when it was not JSON
 */
record RegistryAnswer(int status, JsonNode body) {

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Confluent's error code, else the HTTP status. */
    int errorCode() {
        return body.path("error_code").asInt(status);
    }

    RegistryException refusal(RegistryRequest request) {
        String message = body.path("message").asText("");
        String reason = message.isEmpty() ? "no reason was given" : message;
        return new RegistryException(
                "the schema registry refused to " + request.purpose() + ": " + reason + " (HTTP " + status
                        + ", error code " + errorCode() + ")" + advice(),
                errorCode(),
                false,
                null);
    }

    private String advice() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> "; it redirects, so give its final address under schema_registry.urls";
            case 401, 403 -> "; check schema_registry.user and password, or token";
            case 404 ->
                errorCode() == 404 ? "; check schema_registry.urls, which with Apicurio end in /apis/ccompat/v7" : "";
            case 409 -> "; the subject's compatibility setting does not allow this change of the schema";
            default -> "";
        };
    }
}
