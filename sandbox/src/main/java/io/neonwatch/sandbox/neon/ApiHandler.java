package io.neonwatch.sandbox.neon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.neonwatch.sandbox.neon.Faults.Fault;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP and JSON around the API: authorization, request ids, errors, and the faults that tests ask for. */
final class ApiHandler implements HttpHandler {

    static final String ROOT = "/api/v2";

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiHandler.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Api api;
    private final Faults faults;
    private final String apiKey;
    private final Consumer<Exchange> observer;

    ApiHandler(Api api, Faults faults, String apiKey, Consumer<Exchange> observer) {
        this.api = api;
        this.faults = faults;
        this.apiKey = apiKey;
        this.observer = observer;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        try (http) {
            String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String requestId = Objects.requireNonNullElseGet(
                    http.getRequestHeaders().getFirst("X-Request-ID"),
                    () -> UUID.randomUUID().toString());
            Optional<Fault> fault = faults.next(http.getRequestMethod());
            ApiAnswer answer = fault.filter(it -> !it.losesAnswer())
                    .map(it -> error(it.status(), "", "the sandbox was told to answer so", requestId))
                    .orElseGet(() -> answer(http, body, requestId));
            String text = answer.body() == null ? "" : MAPPER.writeValueAsString(answer.body());
            if (fault.filter(Fault::losesAnswer).isPresent()) return;
            observer.accept(new Exchange(
                    http.getRequestMethod(),
                    http.getRequestURI().toString(),
                    headers(http),
                    body,
                    answer.status(),
                    text));
            fault.ifPresent(it -> it.headers().forEach(http.getResponseHeaders()::set));
            send(http, answer.status(), text, requestId);
        }
    }

    private ApiAnswer answer(HttpExchange http, String body, String requestId) {
        try {
            authorize(http);
            String path = http.getRequestURI().getPath().substring(ROOT.length());
            return api.answer(new ApiRequest(http.getRequestMethod(), path, query(http), body));
        } catch (Refusal refusal) {
            return error(refusal.status(), refusal.code(), refusal.message(), requestId);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("The sandbox's control plane failed");
            return error(500, "", "internal error", requestId);
        }
    }

    private void authorize(HttpExchange http) {
        String given = http.getRequestHeaders().getFirst("Authorization");
        if (("Bearer " + apiKey).equals(given)) return;
        throw new Refusal(401, "", "supplied credentials do not pass authentication");
    }

    private static ApiAnswer error(int status, String code, String message, String requestId) {
        return new ApiAnswer(status, Views.error(code, message, requestId));
    }

    private static void send(HttpExchange http, int status, String text, String requestId) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("X-Request-ID", requestId);
        if (bytes.length > 0) http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) http.getResponseBody().write(bytes);
    }

    private static Map<String, String> query(HttpExchange http) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = http.getRequestURI().getRawQuery();
        if (raw == null) return query;
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) query.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(HttpExchange http) {
        Map<String, String> headers = new LinkedHashMap<>();
        http.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }
}
