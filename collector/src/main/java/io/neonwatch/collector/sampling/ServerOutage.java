package io.neonwatch.collector.sampling;

import java.sql.SQLException;
import java.util.Set;

/** Tells what is wrong with a server from what is wrong with one of its databases. */
final class ServerOutage {

    /**
     * There is no such database, it takes no connections, the user may not connect to it, it was dropped, pg_hba.conf has
     * no entry for it.
     */
    private static final Set<String> OF_ONE_DATABASE = Set.of("3D000", "55000", "42501", "57P04", "28000");

    private ServerOutage() {}

    static boolean is(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || !OF_ONE_DATABASE.contains(state);
    }
}
