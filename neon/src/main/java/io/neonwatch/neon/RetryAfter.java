package io.neonwatch.neon;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** Empty when the value is neither; never negative. */
    static Optional<Duration> parse(String value, Instant now) {
        String text = value.strip();
        try {
            if (text.matches("\\d{1,9}(\\.\\d+)?"))
                return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, date);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
