package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.QueryTotals;

/**
 * What one query that looks for what is nearest did in one interval.
 *
 * @param added at least one call
 */
record QuerySearch(long queryId, DistanceFunction distance, QueryTotals added, ExpectedRows expected) {

    /** Of the rows that it should have returned; over 1 where it is known better now. */
    double returnedShare() {
        return added.rowsPerCall() / expected.rows();
    }
}
