package io.neonwatch.neon;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.neonwatch.neon.NeonException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests, again where that is safe, and turns refusals into exceptions. */
final class NeonHttp implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(NeonHttp.class);

    private final NeonConfig config;
    private final RetryPolicy retry;
    private final Duration timeout;
    private final NeonAnswers answers;
    /** Never follows a redirect: that would hand the key to another host. */
    private final HttpClient http;

    NeonHttp(NeonConfig config, RetryPolicy retry, Duration timeout) {
        this.config = config;
        this.retry = retry;
        this.timeout = timeout;
        this.answers = new NeonAnswers(config.apiKey());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    <T> T send(NeonRequest request, Class<T> answer) throws InterruptedException {
        String requestId = UUID.randomUUID().toString();
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return answers.read(request, requestId, exchange(request, requestId), answer);
            } catch (NeonException failure) {
                Duration spent = Duration.ofNanos(System.nanoTime() - start);
                double random = ThreadLocalRandom.current().nextDouble();
                Optional<Duration> wait = retry.delay(failure, request.safe(), attempt, spent, random);
                if (wait.isEmpty()) throw failure;
                LOGGER.atDebug()
                        .addKeyValue("request", request)
                        .addKeyValue("requestId", requestId)
                        .addKeyValue("kind", failure.kind())
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("waitMillis", wait.get().toMillis())
                        .log("Neon did not accept the request; trying again");
                TimeUnit.NANOSECONDS.sleep(wait.get().toNanos());
            }
        }
    }

    private HttpResponse<String> exchange(NeonRequest request, String requestId) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(httpRequest(request, requestId), BodyHandlers.ofString());
        try {
            // The request's own timeout ends with the headers; this one covers the body too.
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(request, requestId, "no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw unreachable(request, requestId, reason(cause), cause);
        } finally {
            response.cancel(true);
        }
    }

    private HttpRequest httpRequest(NeonRequest request, String requestId) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(config.address() + request.pathAndQuery()))
                .timeout(timeout)
                .header("Authorization", "Bearer " + config.apiKey().reveal())
                .header("Accept", "application/json")
                .header("User-Agent", "neonwatch")
                .header("X-Request-ID", requestId);
        if (request.body() == null)
            return builder.method(request.method(), BodyPublishers.noBody()).build();
        return builder.header("Content-Type", "application/json")
                .method(request.method(), BodyPublishers.ofString(json(request.body())))
                .build();
    }

    private static String json(Object body) {
        try {
            return NeonJson.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body.getClass(), e);
        }
    }

    private NeonException unreachable(NeonRequest request, String requestId, String reason, Throwable cause) {
        String message = "Neon at " + config.address().getAuthority() + " did not answer " + request + ": "
                + answers.withoutKey(reason) + " (request " + requestId
                + "). Check the network and `neon.url`; what was asked may have been done.";
        // An unchecked cause may quote a header, so only input and output failures are kept.
        return new NeonException(
                Kind.UNREACHABLE,
                message,
                new NeonFailure(0, "", reason, requestId, null),
                cause instanceof IOException ? cause : null);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
