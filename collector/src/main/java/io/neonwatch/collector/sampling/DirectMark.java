package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A start-up option by which a session with the server itself is known: the server takes it, while a pooler refuses it or
 * keeps it to itself. The process number that the client is told would not do, since Neon's proxy makes one up.
 */
public final class DirectMark {

    private static final String OPTION = "-c neonwatch.direct=on";

    /** Names no schema's but PostgreSQL's own, and sets nothing: behind a pooler the session is an application's. */
    private static final String ASK = """
            SELECT /* neonwatch */
                   pg_catalog.current_setting('neonwatch.direct', true) AS direct, pg_catalog.pg_backend_pid() AS process
            """;

    private final boolean used;

    /** @param url whose own options, if it has any, take the place of the mark */
    public DirectMark(String url) {
        this.used = !url.matches(".*[?&]options=.*");
    }

    /** Whether a pooler can be told. */
    public boolean used() {
        return used;
    }

    public void addTo(Properties properties) {
        properties.setProperty("options", OPTION);
    }

    /**
     * To be asked before anything is set.
     *
     * @return the server's process
     * @throws PoolerException when there is a pooler before the server
     */
    public int require(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            if (used && row.getString("direct") == null) throw new PoolerException(null);
            return row.getInt("process");
        }
    }

    /** Why no connection could be made: a pooler, if the mark was what it refused. */
    public SQLException reason(SQLException failure) {
        // PgBouncer: "unsupported startup parameter: options", or since 1.20 "... in options: neonwatch.direct".
        boolean refused = used && String.valueOf(failure.getMessage()).contains("unsupported startup parameter");
        return refused ? new PoolerException(failure) : failure;
    }
}
