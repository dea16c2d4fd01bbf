package io.neonwatch.topic;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Kafka's client refuses to be made while no bootstrap server has an address, so it is made when it is needed. */
final class LazyAdmin implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Supplier<Admin> make;
    private final boolean borrowed;
    private @Nullable Admin admin;
    private boolean closed;

    LazyAdmin(Supplier<Admin> make) {
        this.make = make;
        this.borrowed = false;
    }

    LazyAdmin(Admin borrowed) {
        this.make = () -> borrowed;
        this.borrowed = true;
    }

    /**
     * @throws TopicException when the client cannot be made
     */
    synchronized Admin get(String purpose) {
        if (closed) throw new IllegalStateException("closed");
        Admin known = admin;
        if (known != null) return known;
        try {
            Admin made = make.get();
            admin = made;
            return made;
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // Names may be known again later; other mistakes in the settings stay.
            if (String.valueOf(cause.getMessage()).contains("No resolvable bootstrap"))
                throw TopicException.unreachable(purpose, cause);
            throw TopicException.of(purpose, cause);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (admin != null && !borrowed) admin.close(CLOSE_LIMIT);
    }
}
