package io.neonwatch.sandbox.neon;

import java.util.Map;

/**
 * A request and what was answered, as they were on the wire.
 *
 * @param path with the query
 * @param requestHeaders in lower case
 */
record Exchange(
        String method,
        String path,
        Map<String, String> requestHeaders,
        String requestBody,
        int status,
        String responseBody) {}
