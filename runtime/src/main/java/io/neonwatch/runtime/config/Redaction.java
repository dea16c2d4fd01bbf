package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Scalar;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Remembers what must not be shown, and takes it out of messages written by others. */
final class Redaction {

    private static final Pattern SECRET_KEY =
            Pattern.compile("pass|secret|token|key|credential|webhook|jaas|auth", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_IN_URL =
            Pattern.compile("(?<=://)[^/@\\s]*:[^/@\\s]*(?=@)|(?<=password=)[^&\\s\"]+", Pattern.CASE_INSENSITIVE);
    // Hiding very short texts would only show where they occur.
    private static final int SHORTEST = 4;

    private final Set<String> hidden = new HashSet<>();

    void noteIfSecret(KeyPath path, Class<?> type, Scalar scalar) {
        boolean secret = type == Secret.class
                || scalar.origin().contains("${file:")
                || SECRET_KEY.matcher(scalar.origin()).find()
                || SECRET_KEY.matcher(path.text()).find();
        if (secret && scalar.text().length() >= SHORTEST) hidden.add(scalar.text());
    }

    /** The first line of the message, without anything secret. */
    String apply(String message) {
        String shown = message.lines().findFirst().orElse("");
        for (String text : hidden.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) shown = shown.replace(text, "***").replace(text.toLowerCase(Locale.ROOT), "***");
        return SECRET_IN_URL.matcher(shown).replaceAll("***");
    }
}
