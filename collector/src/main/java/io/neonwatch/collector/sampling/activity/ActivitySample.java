package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What clients do at one moment, and where the log is.
 *
 * @param lsn null where the server does not say
 */
record ActivitySample(
        Instant observedAt, String epoch, @Nullable String lsn, List<SessionSample> sessions) {

    /**
     * Of a running query's text only a comment at its beginning or end leaves the server. At the end it is what follows
     * the last opening, if the first closing after that ends the text, and the server has not cut it off.
     */
    private static final String SQL = """
            SELECT /* neonwatch */
                   moment.observed_at, moment.epoch, moment.lsn,
                   session.pid, session.backend_start, session.query_start, session.finished_at, session.query_id,
                   session.usename, session.datname, session.application_name, session.state, session.xact_start,
                   session.state_change, session.snapshot_age, session.wait_event_type, session.wait_event,
                   CASE WHEN session.state <> 'active' THEN NULL
                        WHEN session.query LIKE '/*%' AND session.query NOT LIKE '/*+%' -- a hint for the planner
                             THEN left(split_part(session.query, '*/', 1), 600)
                        WHEN strpos(tail.text, '*/') > 0
                             AND octet_length(tail.text) < octet_length(session.query)
                             AND octet_length(session.query) < moment.longest - 4
                             AND rtrim(substr(tail.text, strpos(tail.text, '*/') + 2), E' ;\\n\\r\\t') = ''
                             THEN left(tail.text, 600) END AS comment
            FROM (SELECT clock_timestamp() AS observed_at,
                         (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch,
                         pg_size_bytes(current_setting('track_activity_query_size')) AS longest,
                         CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                              ELSE pg_current_wal_insert_lsn() END::text AS lsn) AS moment
            LEFT JOIN (SELECT pid, backend_start, query_start, query_id, usename, datname, application_name, state,
                              xact_start, state_change, age(backend_xmin) AS snapshot_age, wait_event_type, wait_event,
                              query,
            """ + WantedExecutions.CLIENTS + """
                 ON session.state = 'active' OR session.finished_at IS NOT NULL
                    OR session.xact_start IS NOT NULL OR session.snapshot_age IS NOT NULL
            LEFT JOIN LATERAL (SELECT split_part(session.query, '/*', -1) AS text OFFSET 0) AS tail
                 ON session.state = 'active'
            """;

    static ActivitySample read(Connection connection, WantedExecutions wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            wanted.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant now = Instants.required(row, "observed_at");
                String epoch = row.getString("epoch");
                String lsn = row.getString("lsn");
                List<SessionSample> sessions = new ArrayList<>();
                do {
                    if (row.getObject("pid") != null) sessions.add(session(row));
                } while (row.next());
                return new ActivitySample(now, epoch, lsn, sessions);
            }
        }
    }

    /** Running, or finished and wanted. */
    List<Execution> executions() {
        return sessions.stream()
                .map(SessionSample::execution)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static SessionSample session(ResultSet row) throws SQLException {
        double snapshotAge = row.getInt("snapshot_age");
        if (row.wasNull()) snapshotAge = Double.NaN;
        String comment = row.getString("comment");
        return new SessionSample(
                new Session(row.getInt("pid"), Instants.required(row, "backend_start")),
                text(row, "usename"),
                text(row, "datname"),
                text(row, "application_name"),
                text(row, "state"),
                Instants.optional(row, "xact_start"),
                Instants.optional(row, "state_change"),
                snapshotAge,
                text(row, "wait_event_type"),
                text(row, "wait_event"),
                ExecutionSample.execution(row),
                comment == null ? Map.of() : CommentTags.of(comment));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
