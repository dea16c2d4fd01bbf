package io.neonwatch.notifier.channel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * One thing worth knowing about an alert.
 *
 * @param text for a time, its form in UTC
 * @param time null where it is not a time
 */
public record Fact(String name, String text, @Nullable Instant time) {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static Fact of(String name, String text) {
        return new Fact(name, text, null);
    }

    static Fact at(String name, Instant time) {
        return new Fact(name, UTC.format(time), time);
    }
}
