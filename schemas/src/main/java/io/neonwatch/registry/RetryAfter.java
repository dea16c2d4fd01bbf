package io.neonwatch.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** HTTP's {@code Retry-After}: seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** Zero when it is in the past or cannot be read. */
    static Duration parse(String header, Instant now) {
        String value = header.strip();
        try {
            Duration asked = !value.isEmpty() && value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return asked.isNegative() ? Duration.ZERO : asked;
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            return Duration.ZERO;
        }
    }
}
