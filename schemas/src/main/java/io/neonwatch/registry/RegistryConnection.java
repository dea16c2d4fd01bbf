package io.neonwatch.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One exchange with one address: authentication, TLS, time limits. Hostnames are verified, redirects not followed. */
final class RegistryConnection implements AutoCloseable {

    /** What came of an exchange. */
    sealed interface Outcome {

        record Answered(RegistryAnswer answer) implements Outcome {}

        /**
         * Worth another try.
         *
         * @param retryAfter what the registry asked for; zero if nothing
         */
        record Failed(String reason, Duration retryAfter) implements Outcome {}
    }

    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final long MOST_BYTES = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final @Nullable String authorization;

    RegistryConnection(RegistryConfig config, Duration connectTimeout) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        String trustStore = config.trustStore();
        if (trustStore != null) builder.sslContext(TrustedCertificates.of(trustStore, config.trustStorePassword()));
        this.client = builder.build();
        this.authorization = authorization(config);
    }

    Outcome exchange(URI address, RegistryRequest request, Duration limit) throws InterruptedException {
        // A request's own timeout would end with the headers; waiting for the future bounds the body too.
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(http(address, request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return outcome(pending.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return new Outcome.Failed(reason(e), Duration.ZERO);
        } catch (TimeoutException e) {
            return new Outcome.Failed("no answer within " + limit.toMillis() + " ms", Duration.ZERO);
        } finally {
            pending.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private HttpRequest http(URI address, RegistryRequest request) {
        byte[] body = request.body();
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address + request.path()))
                .method(request.method(), publisher)
                .header("Accept", CONTENT_TYPE + ", application/json");
        if (body != null) builder.header("Content-Type", CONTENT_TYPE);
        if (authorization != null) builder.header("Authorization", authorization);
        return builder.build();
    }

    private static Outcome outcome(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status != 429 && status < 500) return new Outcome.Answered(new RegistryAnswer(status, json(response)));
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .map(header -> RetryAfter.parse(header, Instant.now()))
                .orElse(Duration.ZERO);
        String message = json(response).path("message").asText("");
        return new Outcome.Failed("HTTP " + status + (message.isEmpty() ? "" : ", " + message), retryAfter);
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            return body == null ? MissingNode.getInstance() : body;
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static @Nullable String authorization(RegistryConfig config) {
        if (config.token() != null) return "Bearer " + config.token();
        if (config.user() == null) return null;
        byte[] credentials = (config.user() + ":" + config.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }
}
