package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.QueryTotals;

/**
 * What one query that looks for what is nearest did in one interval.
 *
 * @param added at least one call
 * @param cursor whether it opens one of which PostgreSQL counts the rows elsewhere, for FETCH: all but those that
 *     PostgreSQL 18 counts once more, with {@code pg_stat_statements.track = all}
 */
record QuerySearch(long queryId, DistanceFunction distance, QueryTotals added, ExpectedRows expected, boolean cursor) {

    /** NaN where they are not counted. */
    double rowsPerCall() {
        return cursor ? Double.NaN : added.rowsPerCall();
    }

    /** Of the rows that it should have returned; over 1 where it is known better now. NaN where they are not counted. */
    double returnedShare() {
        return rowsPerCall() / expected.rows();
    }
}
