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
        urls = List.copyOf(urls);
        urls.forEach(RegistryConfig::check);
        if (user != null && token != null)
            throw new IllegalArgumentException("user and token exclude each other: give one of them");
        if (user != null && password == null) throw new IllegalArgumentException("user needs a password");
        if (user == null && password != null) throw new IllegalArgumentException("password needs a user");
        if (user != null && user.contains(":")) throw new IllegalArgumentException("user must not contain a colon");
        if (token != null && !token.chars().allMatch(character -> character > ' ' && character < 127))
            throw new IllegalArgumentException("token must be of printable ASCII characters, without spaces");
        if (trustStore == null && trustStorePassword != null)
            throw new IllegalArgumentException("trust_store_password needs a trust_store");
    }

    public RegistryConfig(URI url) {
        this(List.of(url), null, null, null, null, null);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "RegistryConfig[urls=" + urls + "]";
    }

    // The address is left out of these messages: it may hold the very secret that does not belong there.
    private static void check(URI url) {
        if (url.getRawUserInfo() != null
                || String.valueOf(url.getRawAuthority()).contains("@"))
            throw new IllegalArgumentException(
                    "urls must not hold a user or a password: use the keys user and password");
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme()))
            throw new IllegalArgumentException("urls must start with http:// or https://");
        if (url.getHost() == null) throw new IllegalArgumentException("urls must name a host");
        if (url.getRawQuery() != null || url.getRawFragment() != null)
            throw new IllegalArgumentException("urls must have neither a query nor a fragment");
    }
}
