package io.neonwatch.collector.sampling.statements;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where {@code pg_stat_statements} is, and what it can do.
 *
 * @param schema quoted, ready for SQL
 * @param usable whether the user may use that schema
 * @param minor of its version 1.x; it may be older than the server's, because only ALTER EXTENSION raises it
 * @param user id of the collector's own
 * @param sharedUser whether others were seen to run statements as that user
 * @param encoding of the database, by PostgreSQL's name
 */
record StatementsExtension(String schema, boolean usable, int minor, long user, boolean sharedUser, String encoding) {

    static final int OLDEST = 9;

    /** In characters; longer ones are cut off. */
    static final int LONGEST_TEXT = 10_000;

    private static final int WITH_STATS_SINCE = 11;

    private static final String SIGNATURE = """
            hashfloat8extended(CASE WHEN s.toplevel THEN s.total_exec_time + s.total_plan_time
                                    ELSE - s.total_exec_time - s.total_plan_time END,
                               s.queryid # (s.dbid::bigint << 32) # s.userid::bigint)""";

    /** By pools that stay connected; who comes and goes may be missed. */
    private static final String SHARED_USER = """
            EXISTS (SELECT FROM pg_stat_activity WHERE usename = current_user AND application_name <> 'neonwatch')
            """;

    private static final String LOOKUP = """
            SELECT /* neonwatch */ quote_ident(n.nspname) AS schema, has_schema_privilege(n.oid, 'USAGE') AS usable,
                   split_part(e.extversion, '.', 2)::int AS minor,
                   (SELECT oid FROM pg_roles WHERE rolname = current_user) AS user_id, %s AS shared_user,
                   getdatabaseencoding() AS encoding
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'pg_stat_statements'
            """.formatted(SHARED_USER);

    static Optional<StatementsExtension> find(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOKUP);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new StatementsExtension(
                            row.getString("schema"),
                            row.getBoolean("usable"),
                            row.getInt("minor"),
                            row.getLong("user_id"),
                            row.getBoolean("shared_user"),
                            Objects.requireNonNull(row.getString("encoding"))))
                    : Optional.empty();
        }
    }

    /** How names and texts are sent. */
    ServerText text() {
        return new ServerText(encoding.equals("SQL_ASCII"));
    }

    /**
     * Two statements in one round trip: one row about the whole, then entries without their texts, as they are now. Both
     * leave out what is as it was, which is most: to send an entry costs the server several times what it costs to look
     * at it. What is known is given by its signature, in which the total time grows with each execution; a signature that
     * no entry has any more comes back as {@code was_signature}, be it that the entry has grown or that it is gone.
     *
     * <p>The parameter is a subquery so that the planner cannot count its elements, and hashes them rather than the
     * entries, which are wide.
     */
    String snapshot() {
        return """
                SELECT /* neonwatch */
                       clock_timestamp() AS observed_at,
                       (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS server_start,
                       pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all,
                       current_setting('pg_stat_statements.track') <> 'none' AS counts,
                       CASE WHEN current_setting('compute_query_id') = 'off'
                            THEN (SELECT query_id IS NOT NULL FROM pg_stat_get_activity(pg_backend_pid()))
                            ELSE true END AS identifies, -- another module may do it
                       current_setting('pg_stat_statements.max')::int AS most_entries,
                       dealloc, stats_reset
                FROM %1$s.pg_stat_statements_info;
                SELECT /* neonwatch */
                       s.dbid, s.userid, s.queryid, s.toplevel,
                       %6$s AS database, %7$s AS role,
                       %2$s AS stats_since, %3$s AS extremes_since,
                       min_exec_time AS shortest, max_exec_time AS longest,
                       %4$s
                       , %5$s AS signature, known.signature AS was_signature
                FROM (SELECT * FROM %1$s.pg_stat_statements(false) WHERE queryid IS NOT NULL) s
                FULL JOIN unnest((SELECT ?::bigint[])) AS known(signature) ON known.signature = %5$s
                LEFT JOIN pg_database d ON d.oid = s.dbid
                WHERE s.queryid IS NULL OR known.signature IS NULL
                """.formatted(
                        schema,
                        since("stats_since"),
                        since("minmax_stats_since"),
                        counters(),
                        SIGNATURE,
                        text().expression("coalesce(d.datname, s.dbid::text)"),
                        text().expression("pg_get_userbyid(s.userid)"));
    }

    private String since(String column) {
        return minor >= WITH_STATS_SINCE ? "s." + column : "NULL::timestamptz";
    }

    private String counters() {
        String usual = StatementCounter.USUAL.stream()
                .map(counter -> counter.expression(minor) + " AS \"" + counter.name() + "\"")
                .collect(Collectors.joining(", "));
        // The parts of a sum of times are not negative, so the sum is zero when they are.
        String any = StatementCounter.RARE.stream()
                .filter(counter -> counter.counted(minor))
                .map(counter -> counter.expression(minor) + " <> 0")
                .collect(Collectors.joining(" OR "));
        String rare = StatementCounter.RARE.stream()
                .map(counter -> counter.expression(minor))
                .collect(Collectors.joining(", "));
        return usual + ", CASE WHEN " + any + " THEN ARRAY[" + rare + "]::float8[] END AS rare";
    }

    /** The texts of some query ids. The server reads all texts for it, so it must not be asked often. */
    String texts() {
        return """
                SELECT /* neonwatch */ s.queryid, %2$s AS query
                FROM %1$s.pg_stat_statements(true) s JOIN unnest(?::bigint[]) AS wanted(queryid) USING (queryid)
                WHERE s.query IS NOT NULL
                GROUP BY s.queryid
                """.formatted(schema, text().expression("left(min(s.query), " + LONGEST_TEXT + ")"));
    }

    /**
     * Which databases' texts cannot be converted into the encoding of this one: those with {@code SQL_ASCII} or those with
     * another, by the second parameter; asked only if the first one is true. And whether others use the collector's user.
     */
    String textFailure() {
        return """
                SELECT /* neonwatch */
                       string_agg(name, ', ') AS databases,
                       string_agg('SELECT %3$s.pg_stat_statements_reset(0, ' || dbid || ', 0)', '; ') AS resets,
                       %2$s AS shared_user
                FROM (SELECT DISTINCT s.dbid, coalesce(d.datname, s.dbid::text) AS name
                      FROM %1$s.pg_stat_statements(false) s LEFT JOIN pg_database d ON d.oid = s.dbid
                      WHERE ? AND CASE WHEN d.oid IS NULL THEN true
                                       WHEN ? THEN d.encoding = 0
                                       ELSE pg_encoding_to_char(d.encoding) NOT IN ('SQL_ASCII', getdatabaseencoding())
                                       END
                      ORDER BY s.dbid LIMIT 5) s
                """.formatted(schema, SHARED_USER, schema.replace("'", "''"));
    }
}
