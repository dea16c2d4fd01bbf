package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection that is set up so that it can do no harm. */
record TargetSession(Connection connection, Server server) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Whether this failure took the connection with it, so that there is no use in asking anything else. */
    boolean lostBy(SQLException failure) {
        String state = failure.getSQLState();
        // Class 08 is a broken connection; 57P01 to 57P05 are the server's farewells to a session.
        if (state != null && (state.startsWith("08") || state.startsWith("57P0"))) return true;
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
