package io.neonwatch.collector.sampling;

import java.sql.SQLException;
import java.util.Set;

/** Tells what is wrong with a server from what is wrong with one of its databases. */
final class ServerOutage {

    /** There is no such database, it takes no connections, the user may not connect to it, it was dropped. */
    private static final Set<String> OF_ONE_DATABASE = Set.of("3D000", "55000", "42501", "57P04");

    private static final String NOT_LET_IN = "28000";

    private ServerOutage() {}

    static boolean is(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) return true;
        // An entry in pg_hba.conf may be about one database; a role that is gone or may not log in is so for all. The
        // file's
        // name is the same in every language.
        if (state.equals(NOT_LET_IN))
            return !String.valueOf(failure.getMessage()).contains("pg_hba.conf");
        return !OF_ONE_DATABASE.contains(state);
    }
}
