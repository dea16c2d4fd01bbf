package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A probe that is to be asked now.
 *
 * @param between whether that is between two of its rounds, as its last reading wished
 */
record DueProbe(ScheduledProbe scheduled, boolean between) {

    /**
     * Asks it.
     *
     * @throws SQLException when the database refuses
     */
    Reading read(Connection connection) throws SQLException {
        Probe probe = scheduled.probe();
        return between ? probe.readBetween(connection) : probe.read(connection);
    }
}
