package io.neonwatch.collector.sampling.statements;

import org.jspecify.annotations.Nullable;

/**
 * How full {@code pg_stat_statements} is.
 *
 * @param evictions since the snapshot before, rounds of 5 % of the entries each; NaN where there is nothing to compare
 */
record Capacity(int entries, int mostEntries, double evictions) {

    static Capacity between(@Nullable StatementSnapshot before, StatementSnapshot now) {
        return new Capacity(now.entries().size(), now.mostEntries(), evictions(before, now));
    }

    private static double evictions(@Nullable StatementSnapshot before, StatementSnapshot now) {
        if (before == null || !before.epoch().equals(now.epoch())) return Double.NaN;
        return Math.max(0, now.evictions() - before.evictions());
    }
}
