package io.neonwatch.collector.sampling;

import java.time.Instant;
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

    private final Map<Long, QueryTotals> totalsById = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, QueryDescription> descriptionById = new LinkedHashMap<>(16, 0.75f, true);
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
        totalsById.merge(queryId, new QueryTotals(queryId, calls, seconds, rows), QueryTotals::plus);
        if (totalsById.size() > MOST_QUERIES) totalsById.remove(oldest(totalsById));
    }

    /** What the server says a query is. */
    public synchronized void describe(long queryId, QueryDescription description) {
        QueryDescription before = descriptionById.put(queryId, description);
        textLength += length(description) - length(before);
        while (textLength > MOST_TEXT && descriptionById.size() > 1)
            textLength -= length(descriptionById.remove(oldest(descriptionById)));
    }

    /** One for each query that ran, in no order that means anything. */
    public synchronized List<QueryTotals> totals() {
        return List.copyOf(totalsById.values());
    }

    /** Null where it did not run. */
    public synchronized @Nullable QueryTotals totals(long queryId) {
        return totalsById.get(queryId);
    }

    /** Null where it is not known: not looked up yet, too long to be kept whole, or forgotten. */
    public synchronized @Nullable QueryDescription description(long queryId) {
        return descriptionById.get(queryId);
    }

    private static <V> Long oldest(Map<Long, V> byId) {
        return byId.keySet().iterator().next();
    }

    private static int length(@Nullable QueryDescription description) {
        return description == null
                ? 0
                : description.text().length() + description.publicText().length();
    }
}
