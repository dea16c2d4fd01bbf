package io.neonwatch.collector.sampling.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a query, as its session shows it. A session and a start make an execution unmistakable.
 *
 * @param finishedAt null while it runs
 * @param queryId 0 where the server gave none
 */
record Execution(
        Session session,
        Instant start,
        @Nullable Instant finishedAt,
        long queryId,
        String user,
        String database,
        String application) {

    /** As {@link ActivityMetrics#SLOW} has them. */
    List<String> attributes() {
        return List.of(
                String.valueOf(session.pid()),
                queryId == 0 ? "" : String.valueOf(queryId),
                user,
                database,
                application);
    }

    boolean running() {
        return finishedAt == null;
    }

    Duration runningTime(Instant now) {
        Duration time = Duration.between(start, finishedAt == null ? now : finishedAt);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
