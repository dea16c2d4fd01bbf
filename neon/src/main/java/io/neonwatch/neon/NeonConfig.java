package io.neonwatch.neon;

import io.neonwatch.runtime.config.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Neon's API is and the key to it, under the key {@code neon}.
 *
 * @param url up to and with the version, without a slash at the end; null for {@link #PUBLIC_URL}
 */
public record NeonConfig(@Nullable URI url, Secret apiKey) {

    public static final URI PUBLIC_URL = URI.create("https://console.neon.tech/api/v2");

    public NeonConfig {
        URI given = Objects.requireNonNullElse(url, PUBLIC_URL);
        boolean http = "https".equalsIgnoreCase(given.getScheme()) || "http".equalsIgnoreCase(given.getScheme());
        if (!http || given.getHost() == null)
            throw new IllegalArgumentException("url must be an http or https address, like " + PUBLIC_URL);
        if (apiKey.reveal().isBlank()) throw new IllegalArgumentException("api_key must not be empty");
        if (apiKey.reveal().chars().anyMatch(character -> character <= ' ' || character > '~'))
            throw new IllegalArgumentException("api_key must be one word of ASCII characters");
        url = withoutSlashAtEnd(given);
    }

    /** The address in force. */
    public URI address() {
        return Objects.requireNonNullElse(url, PUBLIC_URL);
    }

    private static URI withoutSlashAtEnd(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? withoutSlashAtEnd(URI.create(text.substring(0, text.length() - 1))) : url;
    }
}
