package io.neonwatch.notifier.delivery;

import io.neonwatch.runtime.dependency.Dependency;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Finds out, before there is anything to deliver, whether anybody listens where a receiver should be: a wrong address
 * must not show in the middle of an incident only. It connects and hangs up; nothing is sent.
 */
final class Doorbell {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final int CONNECT_MILLIS = 3_000;

    private Doorbell() {}

    static Dependency at(String receiver, InetSocketAddress address) {
        return new Dependency(receiver + "-address", INTERVAL, () -> ring(address));
    }

    private static void ring(InetSocketAddress address) throws IOException {
        String place = address.getHostString() + ":" + address.getPort();
        // Looked up anew each time, for a name may move.
        InetSocketAddress found = new InetSocketAddress(address.getHostString(), address.getPort());
        if (found.isUnresolved()) throw new UnknownHostException("there is no host " + address.getHostString());
        try (Socket socket = new Socket()) {
            socket.connect(found, CONNECT_MILLIS);
        } catch (IOException e) {
            throw new IOException("nobody answers at " + place + ": " + e.getMessage());
        }
    }
}
