package io.neonwatch.sandbox.slack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.neonwatch.sandbox.http.LocalHttpServer;
import io.neonwatch.sandbox.http.Page;
import io.neonwatch.sandbox.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes messages as Slack's incoming webhook does, with its checks and its words for what is wrong, keeps them, and
 * shows them to a browser. Safe for use by many threads.
 */
public final class SlackSink implements AutoCloseable {

    private static final String WEBHOOK = "/services/T000/B000/sandbox";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<SlackMessage> messages = new CopyOnWriteArrayList<>();
    private final PlannedAnswers planned = new PlannedAnswers();
    private final LocalHttpServer server;

    private SlackSink(InetSocketAddress address) {
        server = LocalHttpServer.start(address, this::handle);
    }

    /** On a free port of 127.0.0.1. */
    public static SlackSink start() {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.choose()));
    }

    /** @throws java.io.UncheckedIOException when the address cannot be listened on */
    public static SlackSink start(InetSocketAddress address) {
        return new SlackSink(address);
    }

    public URI webhookUrl() {
        return server.url().resolve(WEBHOOK);
    }

    /** Shows the messages to a person. */
    public URI pageUrl() {
        return server.url().resolve("/");
    }

    /** The messages that were accepted, oldest first, as of now. */
    public List<SlackMessage> messages() {
        return List.copyOf(messages);
    }

    /**
     * The next requests to the webhook are refused and forgotten; replaces what was asked for before.
     *
     * @param headers for example {@code Retry-After} in seconds
     */
    public void respondWith(int status, Map<String, String> headers, int times) {
        planned.plan(new PlannedAnswers.Answer(status, Map.copyOf(headers)), times);
    }

    /** Refuses connections; keeps the messages. */
    public void stop() {
        server.stop();
    }

    /** Is there again at the same addresses. */
    public void restart() {
        server.restart();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean posted = exchange.getRequestMethod().equals("POST");
        if (path.equals(WEBHOOK) && posted) receive(exchange, body);
        else if (path.equals("/") && !posted)
            Page.show(
                    exchange,
                    "Slack",
                    "What Slack would have shown, newest first.",
                    messages.reversed().stream().map(BlockKit::html).toList());
        else LocalHttpServer.answer(exchange, 404, "text/plain", "no_service");
    }

    private void receive(HttpExchange exchange, String body) throws IOException {
        PlannedAnswers.Answer answer = planned.next();
        if (answer != null) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            LocalHttpServer.answer(exchange, answer.status(), "text/plain", "");
            return;
        }
        JsonNode payload = parse(exchange, body);
        String verdict = WebhookRules.verdict(payload);
        if (verdict.equals(WebhookRules.OK)) messages.add(new SlackMessage(Instant.now(), payload, body));
        LocalHttpServer.answer(exchange, verdict.equals(WebhookRules.OK) ? 200 : 400, "text/plain", verdict);
    }

    private static JsonNode parse(HttpExchange exchange, String body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) return JSON.missingNode();
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }
}
