package io.neonwatch.collector.sampling.doctor;

import io.neonwatch.collector.sampling.RoleRights;
import io.neonwatch.collector.sampling.doctor.TargetFacts.Extension;
import io.neonwatch.collector.sampling.doctor.TargetFacts.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
                   (SELECT name FROM unnest(ARRAY['neonwatch', 'neonwatch_2', 'neonwatch_3'])
                                     WITH ORDINALITY AS candidate(name, place)
                     WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
                     ORDER BY place LIMIT 1) AS free_name,
                   (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted,
                   (SELECT sum(numbackends)::int FROM pg_stat_database) AS connections
              FROM pg_roles r
             WHERE r.rolname = current_user
            """;

    private static final String SETTINGS = "SELECT /* neonwatch */ name, setting, source FROM pg_settings";

    private static final String EXTENSIONS = """
            SELECT /* neonwatch */ a.name, e.extversion AS installed, a.default_version AS available
              FROM pg_available_extensions a
              LEFT JOIN pg_extension e ON e.extname = a.name
             WHERE a.name IN ('pg_stat_statements', 'vector', 'neon')
            """;

    // A view calls its functions with the rights of whoever reads it. Neon's first view has all that the second has.
    private static final String GRANTS = """
            SELECT /* neonwatch */ extname, what
              FROM (SELECT extname, oid AS extension, 'USAGE ON SCHEMA ' || extnamespace::regnamespace AS what,
                           has_schema_privilege(extnamespace, 'USAGE') AS granted, 0 AS place
                      FROM pg_extension
                    UNION ALL
                    SELECT extname, e.oid, 'SELECT ON ' || c.oid::regclass, has_table_privilege(c.oid, 'SELECT'), 1
                      FROM pg_extension e
                      JOIN pg_depend ON refclassid = 'pg_extension'::regclass AND refobjid = e.oid AND deptype = 'e'
                      JOIN pg_class c ON classid = 'pg_class'::regclass AND objid = c.oid
                     WHERE relname IN ('pg_stat_statements_info', 'neon_lfc_stats', 'neon_perf_counters')
                    UNION ALL
                    SELECT extname, e.oid, 'EXECUTE ON FUNCTION ' || p.oid::regprocedure,
                           has_function_privilege(p.oid, 'EXECUTE'), 2
                      FROM pg_extension e
                      JOIN pg_depend ON refclassid = 'pg_extension'::regclass AND refobjid = e.oid AND deptype = 'e'
                      JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid
                     WHERE proname IN ('pg_stat_statements', 'pg_stat_statements_info',
                                       'approximate_working_set_size_seconds')) AS needed
             WHERE extname IN ('pg_stat_statements', 'neon') AND NOT granted
             ORDER BY place, what
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
            Role role = role(row, RoleRights.of(connection));
            Map<String, String> settings = new HashMap<>();
            Map<String, String> sources = new HashMap<>();
            readSettings(connection, settings, sources);
            return new TargetFacts(
                    row.getInt("version_number"),
                    row.getString("version"),
                    row.getString("database"),
                    role,
                    encrypted,
                    row.getInt("connections"),
                    settings,
                    sources,
                    extensions,
                    grants(connection, row.getString("role")),
                    entries);
        }
    }

    private static Role role(ResultSet row, RoleRights rights) throws SQLException {
        return new Role(
                row.getString("role"),
                row.getBoolean("superuser"),
                row.getBoolean("inherits"),
                row.getBoolean("monitor"),
                row.getBoolean("monitor_member"),
                row.getInt("connection_limit"),
                row.getInt("unreadable"),
                rights.forbidden(),
                Objects.requireNonNullElse(row.getString("free_name"), "neonwatch_4"));
    }

    private static void readSettings(Connection connection, Map<String, String> settings, Map<String, String> sources)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(rows.getString("name"), rows.getString("setting"));
                sources.put(rows.getString("name"), rows.getString("source"));
            }
        }
    }

    private static Map<String, List<String>> grants(Connection connection, String role) throws SQLException {
        Map<String, List<String>> grants = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(GRANTS)) {
            while (rows.next())
                grants.computeIfAbsent(rows.getString("extname"), _ -> new ArrayList<>())
                        .add("GRANT " + rows.getString("what") + " TO " + Sql.name(role));
        }
        return grants;
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
