package io.neonwatch.collector.sampling;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * One parameter of a database's address, as pgJDBC knows it: by the exact letters of its name. What it does not know it
 * would pass over in silence, and what it cannot read it would refuse with every new connection.
 */
record UrlParameter(String name, String value) {

    /** @throws IllegalArgumentException when it is not written as in a web address */
    static UrlParameter parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) return new UrlParameter(text, "");
        String name = text.substring(0, equals);
        try {
            return new UrlParameter(name, URLDecoder.decode(text.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "url has a parameter " + name + " whose value cannot be read; write % as %25", e);
        }
    }

    /** @throws IllegalArgumentException when no connection can be made with it; the message never repeats its value */
    void require() {
        PGProperty property = PGProperty.forName(name);
        if (property == null)
            throw new IllegalArgumentException("url has a parameter " + name
                    + " that pgJDBC does not know; it needs pgJDBC's own spelling, as in sslmode or connectTimeout");
        String[] choices = property.getChoices();
        // Some of several, in any order.
        boolean list = property == PGProperty.REQUIRE_AUTH;
        if (choices != null && !list && Stream.of(choices).noneMatch(value::equalsIgnoreCase))
            throw new IllegalArgumentException(
                    "url has a parameter " + name + " that must be one of " + String.join(", ", choices));
        if (isNumber(property.getDefaultValue()) && !isNumber(value))
            throw new IllegalArgumentException("url has a parameter " + name + " that must be a whole number");
        if (name.endsWith("Timeout") && value.startsWith("-"))
            throw new IllegalArgumentException("url has a parameter " + name + " that must not be negative");
    }

    private static boolean isNumber(@Nullable String text) {
        if (text == null) return false;
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
