package io.neonwatch.topic;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Kafka refused, or could not be reached. The message says what to do. */
public final class TopicException extends RuntimeException {

    private final boolean retriable;

    private TopicException(String message, boolean retriable, @Nullable Throwable cause) {
        super(message, cause);
        this.retriable = retriable;
    }

    /**
     * @param purpose continues "could not": {@code create topic neonwatch.alerts}
     */
    static TopicException of(String purpose, Throwable cause) {
        return switch (cause) {
            case AuthorizationException e ->
                refused(
                        purpose,
                        e,
                        "; allow this user to create and describe neonwatch.*, or create the topics beforehand");
            case AuthenticationException e -> refused(purpose, e, "; check the credentials in kafka.properties");
            case InvalidReplicationFactorException e ->
                refused(purpose, e, "; start more brokers, or set kafka.replication_factor lower");
            case ConfigException e -> refused(purpose, e, "; check kafka.properties");
            case PolicyViolationException e -> refused(purpose, e, "; the cluster's own policy forbids it");
            case java.util.concurrent.TimeoutException e -> unreachable(purpose, e);
            case RetriableException e -> unreachable(purpose, e);
            default -> refused(purpose, cause, "");
        };
    }

    // Without a cause: the message says it all, and readiness shows what the innermost cause says.
    static TopicException unreachable(String purpose, Throwable cause) {
        String message = "Kafka could not be reached to " + purpose + ": " + message(cause)
                + "; check kafka.bootstrap_servers and that the brokers run";
        return new TopicException(message, true, null);
    }

    /** Whether the same call may succeed later, unchanged. */
    public boolean retriable() {
        return retriable;
    }

    private static TopicException refused(String purpose, Throwable cause, String advice) {
        return new TopicException("could not " + purpose + ": " + message(cause) + advice, false, cause);
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
    }
}
