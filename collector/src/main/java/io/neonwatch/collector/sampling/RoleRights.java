package io.neonwatch.collector.sampling;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What the collector's role, or one that it may become, could do if it ran other people's code. Planning a query calls
 * functions that it does not know, and so does reading an index on an expression.
 *
 * @param excess what it is or may do that a role which calls such functions must not; empty if there is nothing
 * @param readsAll whether it may read every table, so that what it is refused is something else
 */
public record RoleRights(String excess, boolean readsAll) {

    public static final RoleRights UNKNOWN = new RoleRights("", false);

    private static final String ASK = """
            SELECT /* neonwatch */
                   current_user AS role,
                   pg_has_role(current_user, 'pg_read_all_data', 'USAGE') AS reads_all,
                   bool_or(rolsuper) AS superuser,
                   bool_or(rolcreaterole) AS creates_roles,
                   bool_or(rolname IN ('pg_execute_server_program', 'pg_write_server_files')) AS reaches_server,
                   EXISTS (SELECT FROM pg_class c
                            WHERE c.relkind IN ('r', 'p', 'm', 'f') AND c.relpersistence <> 't'
                              AND c.relowner = ANY (array_agg(r.oid))) AS owns_tables
              FROM pg_roles r
             WHERE pg_has_role(r.oid, 'MEMBER')
            """;

    /**
     * @throws SQLException when the database does not answer
     */
    public static RoleRights of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            return new RoleRights(excess(row).orElse(""), row.getBoolean("reads_all"));
        }
    }

    /** Why this role must not have queries planned; empty if it may. */
    public String forbidden() {
        return excess.isEmpty()
                ? ""
                : "plans are not looked at, because the planner calls functions of the database's users, and " + excess
                        + ": watch as a role that has pg_monitor and pg_read_all_data and nothing else";
    }

    private static Optional<String> excess(ResultSet row) throws SQLException {
        String role = row.getString("role");
        if (row.getBoolean("superuser")) return Optional.of(role + " is a superuser or may become one");
        if (row.getBoolean("creates_roles")) return Optional.of(role + " may create roles");
        if (row.getBoolean("reaches_server"))
            return Optional.of(role + " may run programs or write files on the server");
        if (row.getBoolean("owns_tables")) return Optional.of(role + " owns tables");
        return Optional.empty();
    }
}
