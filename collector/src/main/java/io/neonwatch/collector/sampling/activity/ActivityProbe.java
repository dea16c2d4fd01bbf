package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement: what clients run now and what has just finished, and where the log is. Query texts are not read. */
public final class ActivityProbe implements Probe {

    private static final String SQL = """
            SELECT /* neonwatch */
                   moment.observed_at, moment.epoch, moment.lsn,
                   session.pid, session.backend_start, session.query_start, session.finished_at, session.query_id,
                   session.usename, session.datname, session.application_name
            FROM (SELECT clock_timestamp() AS observed_at,
                         (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint::text AS epoch,
                         CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                              ELSE pg_current_wal_insert_lsn() END::text AS lsn) AS moment
            LEFT JOIN (SELECT pid, backend_start, query_start, query_id, usename, datname, application_name,
                              CASE WHEN state <> 'active' THEN state_change END AS finished_at
                       FROM pg_stat_activity
                       WHERE backend_type = 'client backend'
                         AND pid <> pg_backend_pid()
                         AND application_name <> 'neonwatch'
                         AND query_start IS NOT NULL
                         AND (state = 'active'
                              OR state LIKE 'idle%'
                                 AND state_change > ?
                                 AND state_change - query_start >= make_interval(secs => ?))) AS session ON true
            """;

    /** A session's change of state may show after a tick that is later than the change. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;

    private final Duration threshold;
    private final Duration interval;
    private final SlowQueries slowQueries;
    private final RecoveryMarks marks;

    /**
     * @param threshold an execution at least this long is slow
     * @param interval between two rounds
     * @param marks told of every moment at which this probe asked
     */
    public ActivityProbe(Duration threshold, Duration interval, RecoveryMarks marks) {
        this.interval = interval;
        this.threshold = threshold;
        this.slowQueries = new SlowQueries(threshold);
        this.marks = marks;
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public void connected(Server server) {
        slowQueries.interrupted();
    }

    @Override
    public List<MetricFamily> metrics() {
        return ActivityMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setObject(1, finishedAfter(slowQueries.lastTickAt()));
            statement.setDouble(2, threshold.toNanos() / 1e9);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant now = Instants.required(row, "observed_at");
                String epoch = row.getString("epoch");
                marks.add(now, row.getString("lsn"));
                List<Execution> executions = executions(row);
                List<SlowExecution> slow = slowQueries.tick(now, executions);
                List<Execution> running =
                        executions.stream().filter(Execution::running).toList();
                return new ActivityReading(now, epoch, running, slow, askAgainIn(now, running));
            }
        }
    }

    /** Four rounds in an interval at the most; and none for executions so young that the next round is soon enough. */
    private Optional<Duration> askAgainIn(Instant now, List<Execution> running) {
        Duration shortest = interval.dividedBy(4);
        return slowQueries
                .untilNext(now, running)
                .filter(until -> until.compareTo(interval.minus(shortest)) <= 0)
                .map(until -> until.compareTo(shortest) > 0 ? until : shortest);
    }

    private static OffsetDateTime finishedAfter(@Nullable Instant lastTick) {
        return lastTick == null ? NEVER : lastTick.minus(OVERLAP).atOffset(ZoneOffset.UTC);
    }

    private static List<Execution> executions(ResultSet row) throws SQLException {
        List<Execution> executions = new ArrayList<>();
        do {
            if (row.getObject("pid") != null) executions.add(execution(row));
        } while (row.next());
        return executions;
    }

    private static Execution execution(ResultSet row) throws SQLException {
        return new Execution(
                new Session(row.getInt("pid"), Instants.required(row, "backend_start")),
                Instants.required(row, "query_start"),
                Instants.optional(row, "finished_at"),
                row.getLong("query_id"),
                Objects.requireNonNullElse(row.getString("usename"), ""),
                Objects.requireNonNullElse(row.getString("datname"), ""),
                Objects.requireNonNullElse(row.getString("application_name"), ""));
    }
}
