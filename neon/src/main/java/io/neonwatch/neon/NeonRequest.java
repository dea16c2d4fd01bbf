package io.neonwatch.neon;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path below the address of the API, encoded
 * @param body to be sent as JSON; null for none
 */
record NeonRequest(
        String method,
        String path,
        Map<String, String> query,
        @Nullable Object body) {

    /** @param segments of the path, not encoded */
    static NeonRequest get(String... segments) {
        return new NeonRequest("GET", path(segments), Map.of(), null);
    }

    static NeonRequest post(Object body, String... segments) {
        return new NeonRequest("POST", path(segments), Map.of(), body);
    }

    NeonRequest with(String parameter, @Nullable Object value) {
        if (value == null) return this;
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value.toString());
        return new NeonRequest(method, path, more, body);
    }

    /** True when it changes nothing. */
    boolean safe() {
        return method.equals("GET");
    }

    String pathAndQuery() {
        if (query.isEmpty()) return path;
        return query.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    /** For messages. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    private static String path(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) path.append('/').append(encode(segment));
        return path.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
