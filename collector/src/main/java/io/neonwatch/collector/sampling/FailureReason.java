package io.neonwatch.collector.sampling;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;

/**
 * Why a database did not do what it was asked to.
 *
 * @param kind for machines; one of a few words
 * @param text for a person: what happened, and what to do
 */
record FailureReason(String kind, String text) {

    /** The server's or the driver's own words, which hold no password, and what helps. */
    static FailureReason of(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        String words = words(failure);
        if (failure instanceof PoolerException) return new FailureReason("pooler", words);
        Throwable root = root(failure);
        if (root instanceof UnknownHostException) return of("host", words, "check the host in `url`, and DNS");
        if (root instanceof SSLException || speaksOfTls(words))
            return of("tls", words, "check `sslmode` and `sslrootcert` in `url` against the server's certificate");
        if (root instanceof SocketTimeoutException)
            return of("timeout", words, "the server or the network is overloaded or gone; check both");
        if (root instanceof ConnectException)
            return of("refused", words, "check that the server runs and that host and port in `url` are right");
        return ofState(state, words);
    }

    private static FailureReason ofState(String state, String words) {
        if (state.startsWith("28"))
            return of(
                    "authentication",
                    words,
                    "check `user` and `password` of this target, and the server's pg_hba.conf");
        if (state.equals("42501") && words.contains("for database"))
            return of("permission", words, "as its owner run: GRANT CONNECT ON DATABASE <the database> TO <the user>");
        // Said as well of whatever else is not as it must be, as a library that is not loaded.
        if (state.equals("55000") && words.contains("database"))
            return of("database", words, "the database takes no connections; repair or drop it, or remove the target");
        return switch (state) {
            case "3D000" -> of("database", words, "check the database's name in `url`, or remove the target");
            case "42501" -> of("permission", words, "as a superuser run: GRANT pg_monitor TO <the user>");
            case "42P01", "42883", "42703" ->
                of("missing", words, "what is asked for is not there; check the extension's version and schema");
            case "53300" ->
                of("connections", words, "close connections, or raise max_connections or the role's CONNECTION LIMIT");
            case "55P03" -> of("lock", words, "somebody holds a lock for long; it is tried again at the next round");
            case "57014" ->
                of("timeout", words, "it took longer than statement_timeout; it is tried again at the next round");
            case "57P01", "57P02", "57P03", "57P04", "57P05" ->
                of("shutdown", words, "the server or an administrator ended the session; it is connected again");
            default ->
                state.startsWith("08")
                        ? of("connection", words, "check the server and the network")
                        : new FailureReason("error", words);
        };
    }

    /** A defect of the collector's own. */
    static FailureReason internal(Throwable failure) {
        return new FailureReason("internal", String.valueOf(failure));
    }

    private static FailureReason of(String kind, String words, String advice) {
        return new FailureReason(
                kind, (words.endsWith(".") ? words.substring(0, words.length() - 1) : words) + "; " + advice);
    }

    private static boolean speaksOfTls(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("ssl") || lower.contains("certificate") || lower.contains("hostnameverifier");
    }

    /** One line, without the stack of causes. */
    private static String words(SQLException failure) {
        String message = FirstLine.of(failure);
        Throwable cause = failure.getCause();
        if (cause == null || cause.getMessage() == null || message.contains(FirstLine.of(cause))) return message;
        return message + " (" + FirstLine.of(cause) + ")";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 10; depth++) root = root.getCause();
        return root;
    }
}
