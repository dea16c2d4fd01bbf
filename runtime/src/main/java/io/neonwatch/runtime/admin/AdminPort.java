package io.neonwatch.runtime.admin;

import com.sun.net.httpserver.HttpServer;
import io.neonwatch.runtime.config.ConfigException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Objects;

/** Finds the port to listen on. */
final class AdminPort {

    private static final int FIRST = 9464;
    private static final int LAST = FIRST + 99;

    private AdminPort() {}

    /** @throws ConfigException when the given port is taken, or the host is not one of this machine's */
    static HttpServer bind(AdminConfig config) throws IOException {
        String host = Objects.requireNonNull(config.host());
        if (new InetSocketAddress(host, 0).isUnresolved())
            throw new ConfigException("admin.host: " + host + " is not a known address; correct it or leave it out");
        Integer port = config.port();
        if (port != null) {
            try {
                return HttpServer.create(new InetSocketAddress(host, port), 0);
            } catch (BindException e) {
                throw new ConfigException("admin.port: cannot listen on port " + port + " of " + host + " ("
                        + e.getMessage() + "); free it, give another, or leave it out to take the next free one");
            }
        }
        for (int candidate = FIRST; candidate <= LAST; candidate++) {
            try {
                return HttpServer.create(new InetSocketAddress(host, candidate), 0);
            } catch (BindException e) {
                // Taken: the next one.
            }
        }
        throw new ConfigException("admin.port: no port from " + FIRST + " to " + LAST + " of " + host
                + " can be listened on; check admin.host, or give a port");
    }
}
