package io.neonwatch.notifier.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** HTTP's header of that name: seconds, or a date. Source: RFC 9110, section 10.2.3. */
public final class RetryAfter {

    private RetryAfter() {}

    /** The time to wait, never negative; empty when the header says nothing that can be read. */
    public static Optional<Duration> parse(String header, Instant now) {
        String value = header.strip();
        try {
            if (!value.isEmpty() && value.chars().allMatch(character -> character >= '0' && character <= '9'))
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            Duration wait = Duration.between(now, at);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
