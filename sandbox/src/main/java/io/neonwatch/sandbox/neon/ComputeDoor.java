package io.neonwatch.sandbox.neon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that hands every connection on to another one, after what must be done first. */
final class ComputeDoor implements AutoCloseable {

    private final ServerSocket listener;
    private final int behind;
    private final Runnable beforeEach;

    /** @param beforeEach may take its time, while only the one connection waits */
    ComputeDoor(int behind, Runnable beforeEach) {
        this.behind = behind;
        this.beforeEach = beforeEach;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on a free port", e);
        }
        Thread.ofVirtual().name("compute-door").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        closeQuietly(listener);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> lead(client));
            }
        } catch (IOException closed) {
            // The door is shut.
        }
    }

    private void lead(Socket client) {
        try (client) {
            beforeEach.run();
            try (Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind)) {
                Thread answers = Thread.ofVirtual().start(() -> copy(server, client));
                copy(client, server);
                answers.join();
            }
        } catch (IOException | IllegalStateException notThere) {
            // The client sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of one direction is the end of both: PostgreSQL knows no half-closed connections. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) output.write(buffer, 0, read);
        } catch (IOException ended) {
            // As good as the end.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyClosed) {
            // It is what was wanted.
        }
    }
}
