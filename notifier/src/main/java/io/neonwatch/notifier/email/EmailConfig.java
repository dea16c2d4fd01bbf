package io.neonwatch.notifier.email;

import io.neonwatch.runtime.config.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail server and whom to write to, under the key {@code email} of a receiver.
 *
 * @param port 587 if left out; 465 for {@code implicit}, 25 for {@code none}
 * @param from one address; its domain ends the messages' ids
 * @param user null for no authentication
 * @param tls {@code starttls} if left out
 */
public record EmailConfig(
        String host,
        @Nullable Integer port,
        String from,
        List<String> to,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable Tls tls) {

    /** How the connection is protected. */
    public enum Tls {
        /** Begun in the clear and protected before anything is said; refused when the server cannot. */
        STARTTLS(587),
        /** Protected from the first byte. */
        IMPLICIT(465),
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    public EmailConfig {
        tls = Objects.requireNonNullElse(tls, Tls.STARTTLS);
        port = Objects.requireNonNullElse(port, tls.port);
        to = List.copyOf(to);
        if (host.isBlank()) throw new IllegalArgumentException("host must not be empty");
        if (port < 1 || port > 65535) throw new IllegalArgumentException("port must be 1 to 65535");
        if (to.isEmpty()) throw new IllegalArgumentException("to must not be empty: give at least one address");
        requireAddress("from", from);
        for (String each : to) requireAddress("to", each);
        if ((user == null) != (password == null))
            throw new IllegalArgumentException("user and password go together: give both or neither");
    }

    Tls protection() {
        return Objects.requireNonNullElse(tls, Tls.STARTTLS);
    }

    int serverPort() {
        return Objects.requireNonNullElse(port, protection().port);
    }

    /** What stands after the sender's last @. */
    String domain() {
        String address = parse(from).getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    static InternetAddress parse(String address) {
        try {
            return new InternetAddress(address, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("not an email address: " + address, e);
        }
    }

    private static void requireAddress(String key, String address) {
        if (!isAddress(address))
            throw new IllegalArgumentException(key + " must be an email address, like dba@example.com");
    }

    private static boolean isAddress(String text) {
        try {
            return text.chars().noneMatch(Character::isISOControl)
                    && new InternetAddress(text, true).getAddress().contains("@");
        } catch (AddressException e) {
            return false;
        }
    }
}
