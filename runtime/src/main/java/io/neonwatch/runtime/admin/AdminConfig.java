package io.neonwatch.runtime.admin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The administrative HTTP server, under the key {@code admin}.
 *
 * @param host to listen on, 127.0.0.1 if left out
 * @param port 1 to 65535, or 0 for any that is free; if left out, 9464 or the next one that is free
 */
public record AdminConfig(@Nullable String host, @Nullable Integer port) {

    public AdminConfig {
        host = Objects.requireNonNullElse(host, "127.0.0.1");
        if (port != null && (port < 0 || port > 65_535))
            throw new IllegalArgumentException("port must be from 0 to 65535");
    }
}
