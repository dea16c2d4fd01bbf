package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an alert is about: a rule and the values of the labels that it is evaluated by.
 *
 * @param labels by name, {@code target} among them
 */
public record Series(String rule, SortedMap<String, String> labels) {

    public Series(String rule, Map<String, String> labels) {
        this(rule, new TreeMap<>(labels));
    }

    public String target() {
        return labels.getOrDefault(Rule.TARGET, "");
    }

    /** Names the series in a store; begins with {@link #keyPrefix}. */
    public String key() {
        return keyPrefix(target()) + identity();
    }

    /** Begins the keys of all series of a target, and of no other: a line break is in no target's id. */
    public static String keyPrefix(String target) {
        return target + '\n';
    }

    /** See docs/alerts.md: the same for the same rule and labels, ever after. */
    public String fingerprint() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(identity().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String identity() {
        StringBuilder identity = new StringBuilder(rule);
        labels.forEach(
                (name, value) -> identity.append('\n').append(name).append('=').append(value));
        return identity.toString();
    }
}
