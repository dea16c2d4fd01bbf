package io.neonwatch.collector.sampling.activity;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which finished executions are to be told beside those that run. Only the last of a session can be.
 *
 * @param finishedAfter those that ended later and took at least the threshold; null for none
 * @param startedAfter those that started later, however short, since they tell that another had ended; null for none
 */
record WantedExecutions(
        @Nullable Instant finishedAfter,
        Duration threshold,
        @Nullable Instant startedAfter) {

    /**
     * The end of a subquery: what its columns are of, and the last of them. {@link #bind} fills its parameters, which are to
     * be a statement's first.
     */
    static final String CLIENTS = """
            CASE WHEN state LIKE 'idle%'
                      AND (state_change > ? AND state_change - query_start >= make_interval(secs => ?)
                           OR query_start > ?)
                 THEN state_change END AS finished_at
            FROM pg_stat_activity
            WHERE backend_type = 'client backend'
              AND pid <> pg_backend_pid()
              AND application_name <> 'neonwatch'
              AND query_start IS NOT NULL) AS session
            """;

    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;

    void bind(PreparedStatement statement) throws SQLException {
        statement.setObject(1, time(finishedAfter));
        statement.setDouble(2, threshold.toNanos() / 1e9);
        statement.setObject(3, time(startedAfter));
    }

    private static OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? NEVER : instant.atOffset(ZoneOffset.UTC);
    }
}
