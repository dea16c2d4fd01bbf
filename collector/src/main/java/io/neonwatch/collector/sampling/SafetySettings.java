package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What keeps a session of the collector from doing harm: it changes nothing, waits for no lock, compiles nothing, and gives
 * up on time.
 */
public final class SafetySettings {

    /**
     * To be the first statement of a session. Who may create functions in a schema of the search path could otherwise have
     * them called in place of PostgreSQL's own, with the collector's rights.
     */
    public static final String OWN_NAMES_ONLY = """
            SELECT /* neonwatch */ pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)
            """;

    /**
     * For a SELECT, which then makes the settings. With some thousands of tables a question about all of them looks dear
     * enough to the planner to be compiled, which costs many times what it saves.
     */
    static final String SET = """
            set_config('statement_timeout', '5s', false),
                   set_config('lock_timeout', '100ms', false),
                   set_config('idle_in_transaction_session_timeout', '10s', false),
                   set_config('jit', 'off', false),
                   set_config('default_transaction_read_only', 'on', false)""";

    // Locks by pg_advisory_lock are a session's too, and no end of a transaction takes them away.
    private static final String CHECK = """
            SELECT /* neonwatch */
                   pg_advisory_unlock_all(),
                   current_setting('statement_timeout') = '5s'
                   AND current_setting('lock_timeout') = '100ms'
                   AND current_setting('idle_in_transaction_session_timeout') = '10s'
                   AND current_setting('search_path') = 'pg_catalog, pg_temp'
                   AND current_setting('default_transaction_read_only') = 'on'
                   AND current_setting('transaction_read_only') = 'on' AS safe
            """;

    private SafetySettings() {}

    /**
     * To be asked when code of other people may have run in the session. Where the settings are not what they should be, the
     * connection is closed.
     *
     * @throws SQLException also when the connection was closed for that
     */
    public static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CHECK)) {
            row.next();
            if (row.getBoolean("safe")) return;
        }
        connection.close();
        throw new SQLException(
                "code that the planner called has changed the settings that keep this session harmless; "
                        + "the session was ended: look for functions that call set_config and are declared immutable or stable");
    }
}
