package io.neonwatch.collector.sampling;

import io.neonwatch.runtime.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the application that uses a target, in Prometheus' text format, under the key {@code application}.
 *
 * @param url as in {@code http://shop.example.com:8080/metrics}
 * @param user for basic authentication, with {@code password}; null for none
 * @param token for bearer authentication; null for none
 * @param include names of metrics to take, with {@code *} for any characters; all if left out
 * @param exclude names of metrics to leave out, even if included
 * @param maxSeries the others are left out; 2000 if left out
 * @param maxBytes of an answer, a longer one counts as failed; 4 MiB if left out
 * @param timeout from request to the end of the answer; 5 s if left out
 */
public record ApplicationConfig(
        String url,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Secret token,
        @Nullable List<String> include,
        @Nullable List<String> exclude,
        @Nullable Integer maxSeries,
        @Nullable Integer maxBytes,
        @Nullable Duration timeout) {

    public ApplicationConfig {
        include = List.copyOf(Objects.requireNonNullElse(include, List.of("*")));
        exclude = List.copyOf(Objects.requireNonNullElse(exclude, List.of()));
        maxSeries = Objects.requireNonNullElse(maxSeries, 2_000);
        maxBytes = Objects.requireNonNullElse(maxBytes, 4 * 1024 * 1024);
        timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(5));
        checkUrl(url);
        if (user != null && token != null)
            throw new IllegalArgumentException("user and token exclude each other: give one of them");
        if ((user == null) != (password == null))
            throw new IllegalArgumentException("user and password belong together: give both or neither");
        if (user != null && user.contains(":")) throw new IllegalArgumentException("user must not contain a colon");
        if (token != null && !token.reveal().chars().allMatch(character -> character > ' ' && character < 127))
            throw new IllegalArgumentException("token must be of printable ASCII characters, without spaces");
        if (maxSeries < 1) throw new IllegalArgumentException("max_series must be at least 1");
        if (maxBytes < 1) throw new IllegalArgumentException("max_bytes must be at least 1");
        if (!timeout.isPositive()) throw new IllegalArgumentException("timeout must be more than 0, as in 5s");
    }

    @Override
    public List<String> include() {
        return Objects.requireNonNull(include);
    }

    @Override
    public List<String> exclude() {
        return Objects.requireNonNull(exclude);
    }

    @Override
    public Integer maxSeries() {
        return Objects.requireNonNull(maxSeries);
    }

    @Override
    public Integer maxBytes() {
        return Objects.requireNonNull(maxBytes);
    }

    @Override
    public Duration timeout() {
        return Objects.requireNonNull(timeout);
    }

    private static void checkUrl(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url must be an address as in http://shop.example.com:8080/metrics", e);
        }
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null)
            throw new IllegalArgumentException("url must be an address as in http://shop.example.com:8080/metrics");
        if (uri.getUserInfo() != null)
            throw new IllegalArgumentException(
                    "url must not hold a user or a password: use the keys user and password");
    }
}
