package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.QueryTotals;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;
import java.util.Locale;

/** Writes the series of searches. */
final class SearchRows {

    private SearchRows() {}

    static void add(List<QuerySearch> searches, List<QueryChoice> choices, MetricBatchBuilder batch) {
        MetricGroupBuilder sums = VectorMetrics.SEARCHES.in(batch);
        for (DistanceFunction distance : DistanceFunction.values()) {
            List<QueryTotals> ofDistance = searches.stream()
                    .filter(search -> search.distance() == distance)
                    .map(QuerySearch::added)
                    .toList();
            if (ofDistance.isEmpty()) continue;
            sums.row(
                    List.of(distance.label()),
                    ofDistance.stream().mapToLong(QueryTotals::calls).sum(),
                    ofDistance.stream().mapToDouble(QueryTotals::seconds).sum(),
                    ofDistance.stream().mapToLong(QueryTotals::rows).sum());
        }
        MetricGroupBuilder queries = VectorMetrics.QUERIES.in(batch);
        for (QuerySearch search : searches) {
            QueryTotals added = search.added();
            queries.row(
                    List.of(Long.toString(search.queryId()), search.distance().label()),
                    added.calls(),
                    added.meanSeconds(),
                    search.rowsPerCall());
        }
        MetricGroupBuilder returned = VectorMetrics.RETURNED.in(batch);
        for (QuerySearch search : searches)
            if (!search.cursor())
                returned.row(
                        List.of(
                                Long.toString(search.queryId()),
                                search.distance().label(),
                                search.expected().source().name().toLowerCase(Locale.ROOT)),
                        search.expected().rows(),
                        search.returnedShare());
        MetricGroupBuilder chosen = VectorMetrics.CHOICE.in(batch);
        for (QueryChoice choice : choices)
            chosen.row(
                    List.of(
                            Long.toString(choice.queryId()),
                            choice.distance().label(),
                            choice.choice().table().schema(),
                            choice.choice().table().name()),
                    choice.choice().chosen() ? 1 : 0);
    }
}
