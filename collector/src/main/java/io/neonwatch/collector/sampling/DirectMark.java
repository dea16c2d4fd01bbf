package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A start-up option by which a session with the server itself is known: the server takes it, while a pooler refuses it or
 * keeps it to itself. The process number that the client is told would not do, since Neon's proxy makes one up.
 */
public final class DirectMark {

    /** And a timeout, since what the role has been given may be too short even to set another. */
    private static final String OPTIONS = "-c neonwatch.direct=on -c statement_timeout=5s";

    /** Names no schema's but PostgreSQL's own, and sets nothing: behind a pooler the session is an application's. */
    private static final String ASK = """
            SELECT /* neonwatch */
                   pg_catalog.current_setting('neonwatch.direct', true) AS direct, pg_catalog.pg_backend_pid() AS process
            """;

    private static final Pattern GIVEN = Pattern.compile("([?&]options=[^&]*)");

    private DirectMark() {}

    /** A connection that bears the mark, beside the options that the address may have. */
    public static Connection connect(String url, Properties properties) throws SQLException {
        // In the address they would take the place of the mark.
        String marked = GIVEN.matcher(url).replaceFirst("$1%20" + OPTIONS.replace(" ", "%20"));
        properties.setProperty("options", OPTIONS);
        try {
            return DriverManager.getConnection(marked, properties);
        } catch (SQLException e) {
            // PgBouncer: "unsupported startup parameter: options", or since 1.20 "... in options: neonwatch.direct".
            if (String.valueOf(e.getMessage()).contains("unsupported startup parameter")) throw new PoolerException(e);
            throw e;
        }
    }

    /**
     * To be asked before anything is set.
     *
     * @return the server's process
     * @throws PoolerException when there is a pooler before the server
     */
    public static int require(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            if (row.getString("direct") == null) throw new PoolerException(null);
            return row.getInt("process");
        }
    }
}
