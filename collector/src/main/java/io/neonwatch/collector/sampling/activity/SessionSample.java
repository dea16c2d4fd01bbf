package io.neonwatch.collector.sampling.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session that does something, holds something, or has just done something slow.
 *
 * @param state as in {@code pg_stat_activity}
 * @param transactionStart null outside of a transaction
 * @param stateChange since when it is in its state
 * @param snapshotAge how many transactions ago the oldest snapshot was taken that it holds; NaN without one
 * @param waitType empty when it does not wait
 * @param execution what it runs or has run lately; null where that does not matter
 * @param tags that its application put into the comment of the running query
 */
record SessionSample(
        Session session,
        String user,
        String database,
        String application,
        String state,
        @Nullable Instant transactionStart,
        @Nullable Instant stateChange,
        double snapshotAge,
        String waitType,
        String waitEvent,
        @Nullable Execution execution,
        Map<String, String> tags) {

    boolean running() {
        return state.equals("active");
    }

    boolean idleInTransaction() {
        return state.startsWith("idle in transaction");
    }

    boolean waitsForLock() {
        return waitType.equals("Lock");
    }

    /** Zero outside of a transaction. */
    Duration transactionTime(Instant now) {
        return since(transactionStart, now);
    }

    /** How long it has held a transaction open without doing anything; zero when it has not. */
    Duration idleTransactionTime(Instant now) {
        return idleInTransaction() ? since(stateChange, now) : Duration.ZERO;
    }

    private static Duration since(@Nullable Instant start, Instant now) {
        return start == null || start.isAfter(now) ? Duration.ZERO : Duration.between(start, now);
    }
}
