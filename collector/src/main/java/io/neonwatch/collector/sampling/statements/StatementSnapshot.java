package io.neonwatch.collector.sampling.statements;

import java.time.Instant;

/**
 * All of {@code pg_stat_statements} at one moment, as far as the user may see it.
 *
 * @param serverStart as text; the counters may survive a restart, but deltas must not cross one
 * @param resetAt when all counters were last set to zero
 * @param seesAll whether the user may see which queries of other roles the entries are of; the others are left out
 * @param mostEntries {@code pg_stat_statements.max}
 * @param evictions rounds of eviction since then, each of 5 % of the entries
 */
record StatementSnapshot(
        Instant observedAt,
        String serverStart,
        Instant resetAt,
        boolean seesAll,
        int mostEntries,
        long evictions,
        StatementEntries entries) {

    StatementSnapshot with(StatementEntries other) {
        return new StatementSnapshot(observedAt, serverStart, resetAt, seesAll, mostEntries, evictions, other);
    }

    String epoch() {
        return serverStart + "." + resetAt.toEpochMilli();
    }
}
