package io.neonwatch.collector.sampling;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes sockets that count what goes through them. pgJDBC makes the factory itself, from a class name and one string:
 * the string is the key under which the {@link Traffic} waits for it.
 */
public final class CountingSocketFactory extends SocketFactory {

    private static final Map<String, Traffic> EXPECTED = new ConcurrentHashMap<>();

    private final Traffic traffic;

    /** For pgJDBC. */
    public CountingSocketFactory(String key) {
        Traffic expected = EXPECTED.get(key);
        this.traffic = expected == null ? new Traffic() : expected;
    }

    /** Returns the key; it is good until it is {@linkplain #forget forgotten}, the factory's traffic for longer. */
    static String expect(Traffic traffic) {
        String key = UUID.randomUUID().toString();
        EXPECTED.put(key, traffic);
        return key;
    }

    static void forget(String key) {
        EXPECTED.remove(key);
    }

    @Override
    public Socket createSocket() {
        return new CountingSocket(traffic);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new java.net.InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new java.net.InetSocketAddress(localHost, localPort));
        socket.connect(new java.net.InetSocketAddress(host, port));
        return socket;
    }

    private static final class CountingSocket extends Socket {

        private final Traffic traffic;

        CountingSocket(Traffic traffic) {
            this.traffic = traffic;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int read = in.read();
                    if (read >= 0) traffic.received(1);
                    return read;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = in.read(buffer, offset, length);
                    if (read > 0) traffic.received(read);
                    return read;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int value) throws IOException {
                    out.write(value);
                    traffic.sent(1);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    out.write(buffer, offset, length);
                    traffic.sent(length);
                }
            };
        }
    }
}
