package io.neonwatch.collector.sampling;

/**
 * What one query has done since the collector began to watch it.
 *
 * @param queryId as in {@code pg_stat_statements}, of whichever users and whether or not a function ran it
 * @param seconds spent in its executions
 * @param rows returned or changed
 */
public record QueryTotals(long queryId, long calls, double seconds, long rows) {

    /** What was added since an earlier look; all of it where the query has been forgotten in between. */
    public QueryTotals since(QueryTotals earlier) {
        if (calls < earlier.calls) return this;
        return new QueryTotals(queryId, calls - earlier.calls, seconds - earlier.seconds, rows - earlier.rows);
    }

    /** Seconds; NaN without calls. */
    public double meanSeconds() {
        return calls == 0 ? Double.NaN : seconds / calls;
    }

    /** NaN without calls. */
    public double rowsPerCall() {
        return calls == 0 ? Double.NaN : (double) rows / calls;
    }
}
