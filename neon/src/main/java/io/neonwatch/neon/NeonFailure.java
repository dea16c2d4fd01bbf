package io.neonwatch.neon;

import io.neonwatch.neon.NeonException.Kind;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as Neon worded it.
 *
 * @param status HTTP status; 0 when there was no answer
 * @param code Neon's own code; may be empty
 */
record NeonFailure(
        int status,
        String code,
        String message,
        String requestId,
        @Nullable Duration retryAfter) {

    static final NeonFailure NONE = new NeonFailure(0, "", "", "", null);

    Kind kind() {
        if (code.endsWith("_LIMIT_EXCEEDED")) return Kind.LIMIT_EXCEEDED;
        return switch (status) {
            case 401, 403 -> Kind.UNAUTHORIZED;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 423 -> Kind.LOCKED;
            case 429 -> Kind.RATE_LIMITED;
            case 503 -> Kind.UNAVAILABLE;
            default -> otherKind();
        };
    }

    private Kind otherKind() {
        if (status >= 500) return Kind.SERVER_ERROR;
        if (status < 400) return Kind.UNEXPECTED_ANSWER;
        boolean notReady = status == 422 && message.toLowerCase(Locale.ROOT).contains("not ready yet");
        return notReady ? Kind.LOCKED : Kind.INVALID;
    }
}
