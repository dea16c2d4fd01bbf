package io.neonwatch.sandbox.neon;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends any request to a control plane, right or wrong. */
final class RawApi implements AutoCloseable {

    record Answer(int status, HttpResponse<String> response, JsonNode body) {

        String message() {
            return body.path("message").asText();
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final NeonControlPlane controlPlane;

    RawApi(NeonControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer send(String method, String path, String body) {
        return send(method, path, body, "Bearer " + controlPlane.apiKey());
    }

    Answer send(String method, String path, String body, @Nullable String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(controlPlane.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("X-Request-ID", "request-7")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", "application/json");
        if (authorization != null) request.header("Authorization", authorization);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response, MAPPER.readTree(response.body()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Repeats a request until no operation on the project or the branch is in its way. */
    Answer whenUnlocked(Supplier<Answer> request) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        request::get,
                        answer -> answer.status() != 423 && !answer.message().equals("branch not ready yet"));
    }

    static List<String> names(JsonNode items) {
        return items.findValuesAsText("name");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
