package io.neonwatch.neon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that sends the head of an answer and half of its body, and then nothing. */
final class HalfAnswer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    HalfAnswer() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/api/v2");
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"branch\":"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) connection.close();
    }
}
