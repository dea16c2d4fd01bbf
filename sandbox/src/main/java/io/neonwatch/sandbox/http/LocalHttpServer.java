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

/** An HTTP server that can go away and come back at the same address. Safe for use by many threads. */
public final class LocalHttpServer implements AutoCloseable {

    static {
        // Else the body of an answer waits up to 40 ms for the client to acknowledge its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final InetSocketAddress address;
    private final HttpHandler handler;
    private @Nullable HttpServer server;

    private LocalHttpServer(InetSocketAddress address, HttpHandler handler) {
        this.address = address;
        this.handler = handler;
    }

    /**
     * On a free port of 127.0.0.1.
     *
     * @param handler takes every request, each on a virtual thread of its own
     */
    public static LocalHttpServer start(HttpHandler handler) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.choose()), handler);
    }

    /**
     * @param address to listen on, of any or all of this machine's networks
     * @param handler takes every request, each on a virtual thread of its own
     * @throws UncheckedIOException when it cannot be listened on
     */
    public static LocalHttpServer start(InetSocketAddress address, HttpHandler handler) {
        LocalHttpServer started = new LocalHttpServer(address, handler);
        started.restart();
        return started;
    }

    /** As this machine reaches it, without a slash at the end. */
    public URI url() {
        String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        return URI.create("http://" + host + ":" + address.getPort());
    }

    /** Refuses connections, and drops those there are. */
    public synchronized void stop() {
        if (server == null) return;
        server.stop(0);
        server = null;
    }

    /** Listens again at the same address; stops first if necessary. */
    public synchronized void restart() {
        stop();
        try {
            HttpServer starting = HttpServer.create(address, 0);
            starting.createContext("/", handler);
            starting.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            starting.start();
            server = starting;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + address + ": " + e.getMessage(), e);
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
