package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A probe that is to be asked now.
 *
 * @param since when it was due, by {@link System#nanoTime}; up to a few milliseconds ahead
 * @param between whether that is between two of its rounds, as its last reading wished
 */
record DueProbe(ScheduledProbe scheduled, long since, boolean between) {

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
