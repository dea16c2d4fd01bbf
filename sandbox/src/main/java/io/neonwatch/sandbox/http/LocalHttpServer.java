package io.neonwatch.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.neonwatch.sandbox.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on a free port of 127.0.0.1 that can go away and come back. Safe for use by many threads. */
public final class LocalHttpServer implements AutoCloseable {

    static {
        // Else the body of an answer waits up to 40 ms for the client to acknowledge its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final int port = FreePort.choose();
    private final HttpHandler handler;
    private @Nullable HttpServer server;

    private LocalHttpServer(HttpHandler handler) {
        this.handler = handler;
    }

    /**
     * @param handler takes every request, each on a virtual thread of its own
     */
    public static LocalHttpServer start(HttpHandler handler) {
        LocalHttpServer started = new LocalHttpServer(handler);
        started.restart();
        return started;
    }

    /** Without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Refuses connections, and drops those there are. */
    public synchronized void stop() {
        if (server == null) return;
        server.stop(0);
        server = null;
    }

    /** Listens again on the same port; stops first if necessary. */
    public synchronized void restart() {
        stop();
        try {
            HttpServer starting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            starting.createContext("/", handler);
            starting.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            starting.start();
            server = starting;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Answers in UTF-8 and ends the exchange. */
    public static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
