package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.doctor.TargetFacts.Extension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Asks a database what it is like. It changes nothing. */
final class TargetFactsReader {

    private static final String SERVER = """
            SELECT /* neonwatch */
                   current_setting('server_version_num')::int AS version_number,
                   current_setting('server_version') AS version,
                   current_database() AS database,
                   current_user AS role,
                   r.rolsuper AS superuser,
                   r.rolconnlimit AS connection_limit,
                   r.rolinherit AS inherits,
                   pg_has_role(current_user, 'pg_monitor', 'USAGE') AS monitor,
                   pg_has_role(current_user, 'pg_monitor', 'MEMBER') AS monitor_member,
                   (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.relkind IN ('r', 'p', 'm', 'S') AND c.relpersistence <> 't'
                       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
                       AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')))
                       AS unreadable,
                   pg_backend_pid() AS process,
                   (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted,
                   (SELECT sum(numbackends)::int FROM pg_stat_database) AS connections
              FROM pg_roles r
             WHERE r.rolname = current_user
            """;

    private static final String SETTINGS = "SELECT /* neonwatch */ name, setting FROM pg_settings";

    private static final String EXTENSIONS = """
            SELECT /* neonwatch */ a.name, e.extversion AS installed, a.default_version AS available
              FROM pg_available_extensions a
              LEFT JOIN pg_extension e ON e.extname = a.name
             WHERE a.name IN ('pg_stat_statements', 'vector', 'neon')
            """;

    private static final String STATEMENTS_SCHEMA = """
            SELECT /* neonwatch */ quote_ident(n.nspname)
              FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
             WHERE e.extname = 'pg_stat_statements'
            """;

    private static final String ENTRIES = "SELECT /* neonwatch */ count(*) FROM %s.pg_stat_statements(false)";

    private TargetFactsReader() {}

    /**
     * @throws SQLException when the database does not answer
     */
    static TargetFacts read(Connection connection) throws SQLException {
        Map<String, Extension> extensions = extensions(connection);
        Extension statements = extensions.get("pg_stat_statements");
        Long entries = statements != null && statements.installed() != null ? entries(connection) : null;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            Boolean encrypted = row.getObject("encrypted", Boolean.class);
            return new TargetFacts(
                    row.getInt("version_number"),
                    row.getString("version"),
                    row.getString("database"),
                    row.getString("role"),
                    row.getBoolean("superuser"),
                    row.getBoolean("inherits"),
                    row.getBoolean("monitor"),
                    row.getBoolean("monitor_member"),
                    row.getInt("unreadable"),
                    // A pooler tells the client a process that is not the server's.
                    connection.unwrap(PGConnection.class).getBackendPID() != row.getInt("process"),
                    encrypted,
                    row.getInt("connection_limit"),
                    row.getInt("connections"),
                    settings(connection),
                    extensions,
                    entries);
        }
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) settings.put(rows.getString("name"), rows.getString("setting"));
        }
        return settings;
    }

    private static Map<String, Extension> extensions(Connection connection) throws SQLException {
        Map<String, Extension> extensions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(EXTENSIONS)) {
            while (rows.next())
                extensions.put(
                        rows.getString("name"),
                        new Extension(rows.getString("installed"), rows.getString("available")));
        }
        return extensions;
    }

    /** Null when they cannot be had: not loaded, or no right. */
    private static @Nullable Long entries(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            String schema;
            try (ResultSet row = statement.executeQuery(STATEMENTS_SCHEMA)) {
                row.next();
                schema = row.getString(1);
            }
            try (ResultSet row = statement.executeQuery(ENTRIES.formatted(schema))) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            return null;
        }
    }
}
