package io.neonwatch.sandbox.kafka;

import io.neonwatch.sandbox.process.FreePort;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A second way to a broker, on a port of its own, where users log in and may do what they have been allowed. Whoever comes
 * by the ordinary way is no user, and may do everything, also allow things to users.
 */
public final class Guard {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final int port = FreePort.choose();
    private final Map<String, String> passwords;

    /** @param passwords by user */
    public Guard(Map<String, String> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** What clients need to come as this user. */
    public Map<String, String> clientProperties(String user) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config",
                        LOGIN + " username=\"" + user + "\" password=\"" + passwords.getOrDefault(user, "") + "\";");
    }

    int port() {
        return port;
    }

    String serverLogin() {
        return passwords.entrySet().stream()
                .map(user -> " user_" + user.getKey() + "=\"" + user.getValue() + "\"")
                .collect(Collectors.joining("", LOGIN, ";"));
    }
}
