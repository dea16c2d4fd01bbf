package io.neonwatch.notifier.channel;

import io.neonwatch.notifier.channel.SendResult.Delivered;
import io.neonwatch.notifier.channel.SendResult.Rejected;
import io.neonwatch.notifier.channel.SendResult.Retry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a page sent by HTTP.
 *
 * @param retryAfter the header; null where there was none
 */
public record HttpAnswer(int status, @Nullable String retryAfter, String body) {

    private static final int BODY_LIMIT = 200;

    /** What it means: 408, 423, 425, 429 and 5xx may pass; any other status that is not 2xx will not. */
    public SendResult result(Instant now) {
        if (status >= 200 && status < 300) return new Delivered(null, "");
        if (mayPass())
            return new Retry(
                    retryAfter == null
                            ? null
                            : RetryAfter.parse(retryAfter, now).orElse(null),
                    reason());
        return new Rejected(reason());
    }

    private boolean mayPass() {
        return switch (status) {
            case 408, 423, 425, 429 -> true;
            default -> status >= 500;
        };
    }

    private String reason() {
        String text = body.strip();
        String shown = text.length() <= BODY_LIMIT ? text : text.substring(0, BODY_LIMIT);
        return "HTTP status " + status + (shown.isEmpty() ? "" : ": " + shown);
    }
}
