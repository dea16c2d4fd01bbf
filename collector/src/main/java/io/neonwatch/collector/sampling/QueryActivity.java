package io.neonwatch.collector.sampling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the queries of a target's own database have done since the collector began to watch it: the statements probe
 * writes it, probes that look at queries from another side read it. Only ever grows, whatever is reset on the server, so
 * that two looks can be subtracted. Bounded: the query that has not run for the longest time is forgotten, and counts
 * from zero should it run again. For one thread, that of the target's watch.
 */
public final class QueryActivity {

    private static final int MOST_QUERIES = 5_000;
    private static final int MOST_TEXT = 1_000_000;

    private final Map<Long, QueryTotals> totalsById = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, String> textById = new LinkedHashMap<>(16, 0.75f, true);
    private int textLength;

    /**
     * Adds what a query did in one interval.
     *
     * @param seconds spent in its executions
     * @param rows returned or changed
     */
    public void add(long queryId, long calls, double seconds, long rows) {
        totalsById.merge(queryId, new QueryTotals(queryId, calls, seconds, rows), QueryTotals::plus);
        if (totalsById.size() > MOST_QUERIES) totalsById.remove(oldest(totalsById));
    }

    /**
     * @param text as {@code pg_stat_statements} has it, whole and without comments; its constants are {@code $1},
     *     {@code $2}, ...
     */
    public void describe(long queryId, String text) {
        String before = textById.put(queryId, text);
        textLength += text.length() - (before == null ? 0 : before.length());
        while (textLength > MOST_TEXT && textById.size() > 1) {
            String forgotten = textById.remove(oldest(textById));
            textLength -= forgotten == null ? 0 : forgotten.length();
        }
    }

    /** One for each query that ran, in no order that means anything. */
    public List<QueryTotals> totals() {
        return List.copyOf(totalsById.values());
    }

    /** Null where it did not run. */
    public @Nullable QueryTotals totals(long queryId) {
        return totalsById.get(queryId);
    }

    /** Null where it is not known: not looked up yet, cut off by the server or too long, or forgotten. */
    public @Nullable String text(long queryId) {
        return textById.get(queryId);
    }

    private static <V> Long oldest(Map<Long, V> byId) {
        return byId.keySet().iterator().next();
    }
}
