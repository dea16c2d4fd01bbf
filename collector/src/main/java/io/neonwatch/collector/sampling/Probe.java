package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.SQLException;

/** One set of questions to a database, asked again and again by one thread. It keeps what it must to tell what changed. */
public interface Probe {

    /** As in {@code MetricBatch.probe}. */
    String name();

    /** The connection is new: what was known of its sessions no longer holds. */
    default void connected() {}

    /**
     * Asks once.
     *
     * @throws SQLException when the database refuses; the next round is asked all the same
     */
    Reading read(Connection connection) throws SQLException;
}
