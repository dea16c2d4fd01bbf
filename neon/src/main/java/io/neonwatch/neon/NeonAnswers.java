package io.neonwatch.neon;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.neonwatch.neon.NeonException.Kind;
import io.neonwatch.runtime.config.Secret;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads answers: a value, or what was refused and why. */
final class NeonAnswers {

    private static final int LONGEST_QUOTE = 500;

    private final Secret key;

    NeonAnswers(Secret key) {
        this.key = key;
    }

    <T> T read(NeonRequest request, String requestId, HttpResponse<String> response, Class<T> type) {
        if (response.statusCode() / 100 != 2) throw refusal(request, requestId, response);
        try {
            T value = NeonJson.MAPPER.readValue(response.body(), type);
            if (value != null) return value;
            throw unexpected(request, requestId, response, "it has no content");
        } catch (JsonProcessingException e) {
            throw unexpected(request, requestId, response, e.getOriginalMessage());
        }
    }

    /** A server, or a proxy that shows what it was sent, may say the key back. */
    String withoutKey(String text) {
        String clean = text.replace(key.reveal(), key.toString());
        return clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "..." : clean;
    }

    private NeonException refusal(NeonRequest request, String requestId, HttpResponse<String> response) {
        int status = response.statusCode();
        GeneralError error = error(response.body());
        Duration retryAfter = response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, Instant.now()))
                .orElse(null);
        String id = error.requestId() == null ? requestId : error.requestId();
        NeonFailure failure = new NeonFailure(
                status,
                withoutKey(error.code() == null ? "" : error.code()),
                withoutKey(error.message() == null ? "" : error.message()),
                withoutKey(id),
                retryAfter);
        return new NeonException(failure.kind(), message(request, failure), failure, null);
    }

    private static String message(NeonRequest request, NeonFailure failure) {
        StringBuilder message = new StringBuilder("Neon answered ").append(request);
        message.append(" with ").append(failure.status());
        if (!failure.code().isEmpty()) message.append(' ').append(failure.code());
        if (!failure.message().isEmpty()) message.append(": ").append(failure.message());
        message.append(" (request ").append(failure.requestId()).append(").");
        return message.append(advice(failure.kind())).toString();
    }

    private static String advice(Kind kind) {
        return switch (kind) {
            case UNAUTHORIZED -> " Check `neon.api_key` and what it may do.";
            case NOT_FOUND -> " Check the project and branch, and that the key may see them.";
            case LIMIT_EXCEEDED -> " Delete what is no longer needed, or change the plan.";
            case UNEXPECTED_ANSWER -> " Check that `neon.url` is the API's own address; redirects are not followed.";
            case SERVER_ERROR -> " What was asked may have been done.";
            case LOCKED, RATE_LIMITED, UNAVAILABLE -> " Nothing was done; try again later.";
            case UNREACHABLE, TIMED_OUT, OPERATION_FAILED, CONFLICT, OUTSIDE_HISTORY, INVALID -> "";
        };
    }

    private NeonException unexpected(
            NeonRequest request, String requestId, HttpResponse<String> response, String reason) {
        String message = "Neon's answer to " + request + " cannot be read: " + withoutKey(reason) + " (status "
                + response.statusCode() + ", request " + requestId
                + "). Check that `neon.url` is the address of Neon's API, version 2.";
        return new NeonException(
                Kind.UNEXPECTED_ANSWER,
                message,
                new NeonFailure(response.statusCode(), "", reason, requestId, null),
                null);
    }

    private static GeneralError error(String body) {
        try {
            GeneralError error = NeonJson.MAPPER.readValue(body, GeneralError.class);
            if (error != null) return error;
        } catch (JsonProcessingException e) {
            // Not from Neon itself, a proxy's page for example: the status alone must do.
        }
        return new GeneralError(null, null, null);
    }

    private record GeneralError(
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId) {}
}
