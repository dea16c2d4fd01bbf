package io.neonwatch.neon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server that gives the answers it was told to, in order, and remembers the requests. */
final class ScriptedServer implements AutoCloseable {

    /** @param status 0 to drop the connection */
    record Scripted(int status, Map<String, String> headers, String body) {}

    record Received(
            String method,
            URI uri,
            @Nullable String authorization,
            @Nullable String requestId,
            String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Scripted> script = new ArrayDeque<>();
    private final List<Received> received = new ArrayList<>();

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v2");
    }

    ScriptedServer then(int status, String body) {
        return then(status, Map.of(), body);
    }

    synchronized ScriptedServer then(int status, Map<String, String> headers, String body) {
        script.add(new Scripted(status, headers, body));
        return this;
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    private void answer(HttpExchange http) throws IOException {
        try (http) {
            String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Scripted answer = next(new Received(
                    http.getRequestMethod(),
                    http.getRequestURI(),
                    http.getRequestHeaders().getFirst("Authorization"),
                    http.getRequestHeaders().getFirst("X-Request-ID"),
                    body));
            if (answer.status() == 0) return;
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(http.getResponseHeaders()::set);
            http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) http.getResponseBody().write(bytes);
        }
    }

    private synchronized Scripted next(Received request) {
        received.add(request);
        Scripted next = script.poll();
        return next == null ? new Scripted(500, Map.of(), "nothing is scripted for " + request.uri()) : next;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
