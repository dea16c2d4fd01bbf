package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One set of questions to a database, asked again and again by one thread. It keeps what it must to tell what changed. */
public interface Probe {

    /** As in {@code MetricBatch.probe}. */
    String name();

    /** All that its readings may hold, for the documentation. */
    List<MetricFamily> metrics();

    /** The connection is new: what was known of its sessions no longer holds, and the server may be another. */
    default void connected(Server server) {}

    /** From now on it is this long from one round to the next: longer than was set while the budget is exceeded. */
    default void intervalChanged(Duration interval) {}

    /** The connection is gone, for whatever reason: nothing may go on meanwhile. */
    default void disconnected() {}

    /** Through which it asks the target besides, beyond the watch's budget; what that costs is told with the rest. */
    default List<TargetConnector> connectors() {
        return List.of();
    }

    /**
     * Asks once.
     *
     * @throws SQLException when the database refuses; the next round is asked all the same
     */
    Reading read(Connection connection) throws SQLException;

    /**
     * Asks once more between two rounds, as {@link Reading#wish} of the last reading says.
     *
     * @throws SQLException when the database refuses; the next round is asked all the same
     */
    default Reading readBetween(Connection connection) throws SQLException {
        return read(connection);
    }
}
