package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import io.neonwatch.schemas.QueryDelta;
import io.neonwatch.schemas.QueryStats;
import io.neonwatch.schemas.QueryText;
import io.neonwatch.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * @param texts by query id, of those seen for the first time, without literals
 * @param shortcoming empty when all entries could be seen
 */
record StatementsReading(
        Origin origin,
        Instant observedAt,
        String epoch,
        StatementDeltas deltas,
        Map<Long, String> texts,
        String shortcoming)
        implements Reading {

    private record Total(long calls, double seconds) {
        Total plus(Total other) {
            return new Total(calls + other.calls, seconds + other.seconds);
        }
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(deltas.intervalStart());
        // Statements within functions are part of the statement that called the function.
        Map<String, Total> totals = new TreeMap<>();
        for (StatementCounters entry : deltas.entries())
            if (entry.key().topLevel())
                totals.merge(entry.database(), new Total(entry.calls(), entry.totalSeconds()), Total::plus);
        MetricGroupBuilder group = StatementsMetrics.QUERIES.in(batch);
        totals.forEach((database, total) -> group.row(List.of(database), total.calls(), total.seconds()));
    }

    @Override
    public List<Observation<?>> observations() {
        List<Observation<?>> observations = new ArrayList<>();
        Instant start = deltas.intervalStart();
        if (start != null) {
            List<QueryDelta> queries =
                    deltas.entries().stream().map(StatementsReading::delta).toList();
            QueryStats stats = new QueryStats(
                    origin.target(), observedAt, start, epoch, origin.collector(), deltas.complete(), queries);
            observations.add(new Observation<>(Topics.QUERY_STATS, origin.target(), stats, observedAt));
        }
        texts.forEach((id, text) -> observations.add(new Observation<>(
                Topics.QUERY_TEXTS,
                origin.target() + "|" + id,
                new QueryText(origin.target(), id, text, observedAt, null),
                observedAt)));
        return observations;
    }

    private static QueryDelta delta(StatementCounters entry) {
        return new QueryDelta(
                entry.key().queryId(),
                entry.database(),
                entry.user(),
                entry.key().topLevel(),
                entry.calls(),
                entry.totalSeconds(),
                entry.rows(),
                entry.sharedBlocksHit(),
                entry.sharedBlocksRead(),
                entry.tempBlocksWritten(),
                entry.walBytes());
    }
}
