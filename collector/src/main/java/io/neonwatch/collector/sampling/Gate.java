package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Says when a target may be connected to, and when its connection must be given up. For one target and one thread. */
public interface Gate {

    /** For a server that is always on. */
    Gate OPEN = Admission.Open::new;

    /** Asked before every connection, as shortly before as possible. */
    Admission admission() throws InterruptedException;

    /** A connection is there. */
    default void connected(Server server) {}

    /** The connection is gone, for whatever reason. */
    default void disconnected() {}

    /** How long after one {@link #look} the next one is due; empty when there is nothing to look at. */
    default Optional<Duration> lookInterval() {
        return Optional.empty();
    }

    /**
     * Asks over the connection whether to keep it.
     *
     * @return {@link Admission.Open} to keep it; else nothing more may be asked over it
     * @throws SQLException when the database refuses
     */
    default Admission look(Connection connection) throws SQLException {
        return new Admission.Open();
    }
}
