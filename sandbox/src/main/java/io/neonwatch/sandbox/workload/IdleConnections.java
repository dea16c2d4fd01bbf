package io.neonwatch.sandbox.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections that a badly sized pool keeps and nobody uses. Safe for use by many threads. */
final class IdleConnections {

    private static final String APPLICATION = "shop-pool";

    private final Database database;
    private final List<Connection> open = new ArrayList<>();

    IdleConnections(Database database) {
        this.database = database;
    }

    synchronized void open(int count) throws SQLException {
        for (int i = 0; i < count; i++) open.add(database.connect(APPLICATION));
    }

    synchronized void close() {
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                // The database ended it.
            }
        }
        open.clear();
    }
}
