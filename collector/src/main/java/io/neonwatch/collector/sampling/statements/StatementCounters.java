package io.neonwatch.collector.sampling.statements;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code pg_stat_statements}.
 *
 * @param database name, or the id where it has been dropped
 * @param user name; {@code unknown (OID=...)} where it has been dropped
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

    /** NaN where the server does not count them. */
    double plans() {
        return counters.get(StatementCounter.PLANS);
    }

    double totalSeconds() {
        return counters.get(StatementCounter.SECONDS);
    }

    /** Both together. */
    StatementCounters plus(StatementCounters later) {
        Extremes both = later.calls() == 0 ? extremes : calls() == 0 ? later.extremes : extremes.and(later.extremes);
        return new StatementCounters(
                key, later.database, later.user, later.statsSince, counters.plus(later.counters), both);
    }

    /** What was added since; never negative. */
    StatementCounters since(StatementCounters before) {
        CounterValues added = counters.since(before.counters);
        Extremes extremesSince = added.get(StatementCounter.CALLS) == 1
                ? Extremes.ofOne(added.get(StatementCounter.SECONDS))
                : before.calls() == 0 ? extremes : extremes.since(before.extremes);
        return new StatementCounters(key, database, user, statsSince, added, extremesSince);
    }
}
