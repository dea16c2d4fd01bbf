package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.QueryDescription;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.schemas.QueryDelta;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import io.neonwatch.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * @param texts by query id, of those seen for the first time
 * @param shortcoming empty when all entries could be seen
 */
record StatementsReading(
        Origin origin,
        Instant observedAt,
        String epoch,
        StatementDeltas deltas,
        Capacity capacity,
        Map<Long, QueryDescription> texts,
        String shortcoming)
        implements Reading {

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(deltas.intervalStart());
        DatabaseTotals.of(deltas.entries()).addTo(batch);
        StatementsMetrics.CAPACITY
                .in(batch)
                .row(List.of(), capacity.entries(), capacity.mostEntries(), capacity.evictions());
    }

    @Override
    public List<Observation<?>> observations() {
        List<Observation<?>> observations = new ArrayList<>();
        Instant start = deltas.intervalStart();
        if (start != null) {
            List<QueryDelta> queries =
                    deltas.entries().stream().map(QueryDeltas::of).toList();
            QueryStats stats = new QueryStats(
                    origin.target(), observedAt, start, epoch, origin.collector(), deltas.complete(), queries);
            observations.add(new Observation<>(Topics.QUERY_STATS, origin.target(), stats, observedAt));
        }
        texts.forEach((id, description) -> observations.add(new Observation<>(
                Topics.QUERY_TEXTS,
                origin.target() + "|" + id,
                new QueryText(origin.target(), id, description.publicText(), description.firstSeenAt(), null),
                observedAt)));
        return observations;
    }
}
