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
        CounterValues counters,
        Extremes extremes) {

    double calls() {
        return counters.get(StatementCounter.CALLS);
    }

    double totalSeconds() {
        return counters.get(StatementCounter.SECONDS);
    }

    /** What was added since; never negative. */
    StatementCounters since(StatementCounters before) {
        CounterValues added = counters.since(before.counters);
        Extremes extremesSince = added.get(StatementCounter.CALLS) == 1
                ? Extremes.ofOne(added.get(StatementCounter.SECONDS))
                : extremes.since(before.extremes);
        return new StatementCounters(key, database, user, statsSince, added, extremesSince);
    }
}
