package io.neonwatch.collector.sampling.statements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code pg_stat_statements}.
 *
 * @param database name, or the id where it has been dropped
 * @param statsSince when the entry was made; null before version 1.11 of the extension
 */
record StatementCounters(
        StatementKey key,
        String database,
        String user,
        @Nullable Instant statsSince,
        long calls,
        double totalSeconds,
        long rows,
        long sharedBlocksHit,
        long sharedBlocksRead,
        long tempBlocksWritten,
        long walBytes) {

    /** What was added since; never negative. */
    StatementCounters since(StatementCounters before) {
        return new StatementCounters(
                key,
                database,
                user,
                statsSince,
                Math.max(0, calls - before.calls),
                Math.max(0, totalSeconds - before.totalSeconds),
                Math.max(0, rows - before.rows),
                Math.max(0, sharedBlocksHit - before.sharedBlocksHit),
                Math.max(0, sharedBlocksRead - before.sharedBlocksRead),
                Math.max(0, tempBlocksWritten - before.tempBlocksWritten),
                Math.max(0, walBytes - before.walBytes));
    }
}
