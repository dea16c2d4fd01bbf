package io.neonwatch.collector.sampling.neon;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The extension {@code neon} of a database, and what of it the user may read. Only members of the extension count:
 * anybody can make a function of the same name.
 *
 * @param schema quoted where necessary
 */
record NeonExtension(String schema, String user, List<Member> members) {

    /** What the extension may have, since different versions. */
    enum Part {
        LFC_STATS("neon_lfc_stats", false),
        FILE_CACHE("neon_stat_file_cache", false),
        WORKING_SET("approximate_working_set_size_seconds", true),
        PERF_COUNTERS("neon_perf_counters", false);

        private final String object;
        private final boolean function;

        Part(String object, boolean function) {
            this.object = object;
            this.function = function;
        }
    }

    /** @param granted whether the user may read it */
    record Member(Part part, boolean granted) {}

    private static final String SQL = """
            SELECT /* neonwatch */
                   quote_ident(nspname) AS schema, quote_ident(current_user) AS usename, member.object,
                   member.granted AND has_schema_privilege(extnamespace, 'USAGE') AS granted
            FROM pg_extension AS extension
            JOIN pg_namespace ON pg_namespace.oid = extnamespace
            LEFT JOIN LATERAL
                 (SELECT relname AS object, has_table_privilege(pg_class.oid, 'SELECT') AS granted
                  FROM pg_depend JOIN pg_class ON pg_class.oid = objid
                  WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_extension'::regclass
                    AND refobjid = extension.oid AND deptype = 'e'
                    AND relname IN ('neon_lfc_stats', 'neon_stat_file_cache', 'neon_perf_counters')
                  UNION ALL
                  SELECT proname, has_function_privilege(pg_proc.oid, 'EXECUTE')
                  FROM pg_depend JOIN pg_proc ON pg_proc.oid = objid
                  WHERE classid = 'pg_proc'::regclass AND refclassid = 'pg_extension'::regclass
                    AND refobjid = extension.oid AND deptype = 'e'
                    AND proname = 'approximate_working_set_size_seconds') AS member ON true
            WHERE extname = 'neon'
            """;

    /** Null when the database does not have it. */
    static @Nullable NeonExtension find(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            String schema = null;
            String user = "";
            List<Member> members = new ArrayList<>();
            while (row.next()) {
                schema = row.getString("schema");
                user = row.getString("usename");
                for (Part part : Part.values())
                    if (part.object.equals(row.getString("object")))
                        members.add(new Member(part, row.getBoolean("granted")));
            }
            return schema == null ? null : new NeonExtension(schema, user, members);
        }
    }

    boolean granted(Part part) {
        return members.contains(new Member(part, true));
    }

    /** The SQL that would grant what is there and may not be read; empty when all may be. */
    String missing() {
        StringBuilder missing = new StringBuilder();
        for (Member member : members) {
            // The one view has all that the other has.
            boolean needed = !member.granted() && !(member.part() == Part.FILE_CACHE && granted(Part.LFC_STATS));
            if (needed) missing.append(missing.isEmpty() ? "" : "; ").append(grant(member.part()));
        }
        return missing.toString();
    }

    private String grant(Part part) {
        String object = schema + "." + part.object;
        return part.function
                ? "GRANT EXECUTE ON FUNCTION " + object + "(integer) TO " + user
                : "GRANT SELECT ON " + object + " TO " + user;
    }
}
