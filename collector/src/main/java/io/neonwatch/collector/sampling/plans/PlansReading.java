package io.neonwatch.collector.sampling.plans;

import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import io.neonwatch.schemas.QueryText;
import io.neonwatch.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param intervalStart the round before; null in the first
 * @param looksByOutcome how many plans were looked at
 * @param texts of the queries whose plan is new or another, with it
 */
record PlansReading(
        Instant observedAt,
        @Nullable Instant intervalStart,
        Map<String, Integer> looksByOutcome,
        List<PlanChange> changes,
        List<QueryText> texts,
        String shortcoming)
        implements Reading {

    /** Nothing here is compared across a restart but shapes, and those may be. */
    @Override
    public String epoch() {
        return "";
    }

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(intervalStart);
        MetricGroupBuilder looks = PlansMetrics.LOOKS.in(batch);
        looksByOutcome.forEach((outcome, count) -> looks.row(List.of(outcome), count));
        MetricGroupBuilder changed = PlansMetrics.CHANGES.in(batch);
        for (PlanChange change : changes)
            changed.row(List.of(String.valueOf(change.queryId()), change.from(), change.to()), 1);
    }

    @Override
    public List<Observation<?>> observations() {
        List<Observation<?>> observations = new ArrayList<>();
        for (QueryText text : texts)
            observations.add(new Observation<>(
                    Topics.QUERY_TEXTS, text.getTarget() + "|" + text.getQueryId(), text, observedAt));
        return observations;
    }
}
