package io.neonwatch.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * @param purpose continues "could not", for messages: {@code read schema 7}
 * @param path below the registry's address, percent-encoded
 * @param body JSON, or null for none
 */
record RegistryRequest(String purpose, String method, String path, byte @Nullable [] body) {

    static RegistryRequest get(String purpose, String path) {
        return new RegistryRequest(purpose, "GET", path, null);
    }

    /** One segment of a path: a subject may hold any character. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
