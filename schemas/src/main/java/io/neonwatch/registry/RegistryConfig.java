package io.neonwatch.registry;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry, under the key {@code schema_registry}.
 *
 * @param urls base addresses of one registry, tried in order; with Apicurio {@code http://host:8080/apis/ccompat/v7}
 * @param user for basic authentication, with {@code password}; null for none
 * @param token for bearer authentication; null for none
 * @param trustStore PKCS#12 file with the certificates to trust, opened with {@code trustStorePassword}; null for Java's own
 */
public record RegistryConfig(
        List<URI> urls,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token,
        @Nullable String trustStore,
        @Nullable String trustStorePassword) {

    public RegistryConfig {
        if (urls.isEmpty()) throw new IllegalArgumentException("urls must not be empty");
        if (user != null && token != null)
            throw new IllegalArgumentException("user and token exclude each other: give one of them");
        if (user != null && password == null) throw new IllegalArgumentException("user needs a password");
    }

    public RegistryConfig(URI url) {
        this(List.of(url), null, null, null, null, null);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "RegistryConfig[urls=" + urls + "]";
    }
}
