package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.QueryDescription;
import io.neonwatch.collector.sampling.QueryTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the queries that search vectors from all others, and what they did since the last look. For one thread. */
final class SearchHistory {

    private record Seen(QueryTotals totals, double mostPerCall) {}

    private final QueryActivity activity;
    private final @Nullable Integer expectedRows;
    private Map<Long, Seen> seenById = new HashMap<>();
    private boolean first = true;

    /** @param expectedRows of every search whose text does not tell; null to learn it */
    SearchHistory(QueryActivity activity, @Nullable Integer expectedRows) {
        this.activity = activity;
        this.expectedRows = expectedRows;
    }

    /** Those that ran since the last look; none at the first. */
    List<QuerySearch> sinceLast() {
        List<QuerySearch> searches = new ArrayList<>();
        Map<Long, Seen> next = new HashMap<>();
        for (QueryTotals totals : activity.totals()) {
            QueryDescription description = activity.description(totals.queryId());
            Optional<DistanceFunction> distance =
                    description == null ? Optional.empty() : DistanceFunction.searchedBy(description.text());
            if (description == null || distance.isEmpty()) continue;
            Seen before = seenById.get(totals.queryId());
            QueryTotals added = before == null ? totals : totals.since(before.totals());
            double most = before == null ? 0 : before.mostPerCall();
            if (added.calls() > 0) most = Math.max(most, added.rowsPerCall());
            next.put(totals.queryId(), new Seen(totals, most));
            if (added.calls() > 0 && !first)
                searches.add(new QuerySearch(
                        totals.queryId(),
                        distance.get(),
                        added,
                        ExpectedRows.of(description.text(), expectedRows, most),
                        added.rows() == 0 && DistanceFunction.opensCursor(description.text())));
        }
        seenById = next;
        first = false;
        return searches;
    }
}
