package io.neonwatch.collector.sampling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the queries of one database have done since the collector began to watch it: the statements probe writes it,
 * probes that look at queries from another side read it. Only ever grows, whatever is reset on the server, so
 * that two looks can be subtracted. Bounded: the query that has not run for the longest time is forgotten, and counts
 * from zero should it run again. Safe for use by many threads.
 */
public final class QueryActivity {

    private static final int MOST_QUERIES = 5_000;
    private static final int MOST_TEXT = 1_000_000;

    /** One object for each, since there are thousands of them for each of hundreds of databases. */
    private static final class Query {

        private long calls;
        private double seconds;
        private long rows;
        private @Nullable QueryDescription description;

        QueryTotals totals(long id) {
            return new QueryTotals(id, calls, seconds, rows);
        }

        int textLength() {
            return description == null ? 0 : description.length();
        }
    }

    private final Map<Long, Query> queryById = new LinkedHashMap<>(16, 0.75f, true);
    private int textLength;
    private @Nullable Instant observedAt;

    /** By the database's clock, when what is added was read. */
    public synchronized void observed(Instant at) {
        observedAt = at;
    }

    /** Null before the first time. */
    public synchronized @Nullable Instant observedAt() {
        return observedAt;
    }

    /**
     * Adds what a query did in one interval.
     *
     * @param seconds spent in its executions
     * @param rows returned or changed
     */
    public synchronized void add(long queryId, long calls, double seconds, long rows) {
        Query query = query(queryId);
        query.calls += calls;
        query.seconds += seconds;
        query.rows += rows;
    }

    /** What the server says a query is. */
    public synchronized void describe(long queryId, QueryDescription description) {
        Query query = query(queryId);
        textLength += description.length() - query.textLength();
        query.description = description;
        if (textLength <= MOST_TEXT) return;
        for (Query oldest : queryById.values()) {
            if (textLength <= MOST_TEXT || oldest == query) return;
            textLength -= oldest.textLength();
            oldest.description = null;
        }
    }

    /** One for each query that ran, in no order that means anything. */
    public synchronized List<QueryTotals> totals() {
        List<QueryTotals> totals = new ArrayList<>(queryById.size());
        queryById.forEach((id, query) -> totals.add(query.totals(id)));
        return totals;
    }

    /** Null where it did not run. */
    public synchronized @Nullable QueryTotals totals(long queryId) {
        Query query = queryById.get(queryId);
        return query == null ? null : query.totals(queryId);
    }

    /** Null where it is not known: not looked up yet, too long to be kept whole, or forgotten. */
    public synchronized @Nullable QueryDescription description(long queryId) {
        Query query = queryById.get(queryId);
        return query == null ? null : query.description;
    }

    /** Makes room for it where it is new. */
    private Query query(long id) {
        Query query = queryById.computeIfAbsent(id, _ -> new Query());
        if (queryById.size() > MOST_QUERIES) {
            Map.Entry<Long, Query> oldest = queryById.entrySet().iterator().next();
            textLength -= oldest.getValue().textLength();
            queryById.remove(oldest.getKey());
        }
        return query;
    }
}
