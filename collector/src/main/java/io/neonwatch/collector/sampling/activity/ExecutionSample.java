package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The executions of an {@link ActivitySample} and nothing else, which costs the server half as much, and the collector
 * less than that.
 *
 * @param executions running, or finished and wanted
 * @param databaseSeconds that the server worked on it, by its own clock, and a little more
 */
record ExecutionSample(Instant observedAt, String epoch, List<Execution> executions, double databaseSeconds) {

    private static final String SQL = """
            SELECT /* neonwatch */
                   moment.observed_at, moment.epoch, session.*,
                   extract(epoch FROM clock_timestamp() - statement_timestamp())::float8 AS seconds
            FROM (SELECT clock_timestamp() AS observed_at,
                         (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch) AS moment
            LEFT JOIN (SELECT pid, backend_start, query_start, query_id, usename, datname, application_name, state,
            """ + WantedExecutions.CLIENTS + """
                 ON session.state = 'active' OR session.finished_at IS NOT NULL
            """;

    /** What the server does before its clock is started and after the last row: 4 to 8 in 100, as was measured. */
    private static final double WITH_START_AND_END = 1.1;

    static ExecutionSample read(Connection connection, WantedExecutions wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            wanted.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant now = Instants.required(row, "observed_at");
                String epoch = row.getString("epoch");
                double seconds;
                List<Execution> executions = new ArrayList<>();
                do {
                    seconds = row.getDouble("seconds");
                    Execution execution = execution(row);
                    if (execution != null) executions.add(execution);
                } while (row.next());
                return new ExecutionSample(now, epoch, executions, seconds * WITH_START_AND_END);
            }
        }
    }

    /** Null where the row has no session, or one whose execution does not matter. */
    static @Nullable Execution execution(ResultSet row) throws SQLException {
        Instant finishedAt = Instants.optional(row, "finished_at");
        if (finishedAt == null && !"active".equals(row.getString("state"))) return null;
        return new Execution(
                new Session(row.getInt("pid"), Instants.required(row, "backend_start")),
                Instants.required(row, "query_start"),
                finishedAt,
                row.getLong("query_id"),
                text(row, "usename"),
                text(row, "datname"),
                text(row, "application_name"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
