package io.neonwatch.sandbox.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that stay free between being chosen and being used, and while a part that uses one is stopped: they lie below
 * the range that the kernel gives to outgoing connections, and none is given out twice.
 */
public final class FreePort {

    private static final int FIRST = 20_000;
    private static final int BEHIND_LAST = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN_OUT = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port of 127.0.0.1 that nobody listens on. */
    public static int choose() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            if (GIVEN_OUT.add(port) && isFree(port)) return port;
        }
        throw new IllegalStateException("No free port on 127.0.0.1 between " + FIRST + " and " + BEHIND_LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
