package io.neonwatch.notifier;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What tells one running notifier from another, the same over restarts. */
final class InstanceName {

    private InstanceName() {}

    static String of(NotifierConfig config) {
        return config.name() == null ? hostName() : config.name();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "notifier";
        }
    }
}
