package io.neonwatch.sandbox.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A second way to a broker, on a port of its own, that can be cut as a network is: what is sent is held up, in both
 * directions, and nobody is told. Clients that come by it stay on it. Safe for use by many threads.
 */
public final class Detour implements AutoCloseable {

    private final ServerSocket listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private volatile int behind;
    private boolean cut;

    /** Leads nowhere yet. */
    public Detour() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on a free port", e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    /** Until {@link #mend}. */
    public void cut() {
        set(true);
    }

    /** What was held up goes on its way. */
    public void mend() {
        set(false);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        mend();
    }

    int port() {
        return listener.getLocalPort();
    }

    void leadTo(int port) {
        behind = port;
        Thread.ofVirtual().name("detour").start(this::accept);
    }

    private void set(boolean state) {
        lock.lock();
        try {
            cut = state;
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitMended() {
        lock.lock();
        try {
            while (cut) mended.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> lead(client));
            }
        } catch (IOException closed) {
            // Nobody goes this way any more.
        }
    }

    private void lead(Socket client) {
        awaitMended();
        try (client;
                Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind)) {
            Thread answers = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            answers.join();
        } catch (IOException notThere) {
            // The client sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                awaitMended();
                output.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // As good as the end.
        } finally {
            awaitMended();
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
