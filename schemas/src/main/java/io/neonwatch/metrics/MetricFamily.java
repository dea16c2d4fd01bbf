package io.neonwatch.metrics;

import java.util.List;

/**
 * Metrics that share their attributes: the columns of one group of a batch. Whoever writes a metric declares it here, so
 * that what is written and what is documented cannot differ.
 *
 * @param source where PostgreSQL keeps it, as in {@code pg_stat_activity}
 */
public record MetricFamily(String source, List<String> attributes, List<Metric> metrics) {

    public MetricFamily {
        attributes = List.copyOf(attributes);
        metrics = List.copyOf(metrics);
    }

    public static MetricFamily of(String source, List<String> attributes, Metric... metrics) {
        return new MetricFamily(source, attributes, List.of(metrics));
    }

    /** Starts a group with one column for each of the metrics, in their order. */
    public MetricGroupBuilder in(MetricBatchBuilder batch) {
        MetricGroupBuilder group = batch.group(attributes);
        for (Metric metric : metrics) group.column(metric.name(), metric.unit(), metric.kind());
        return group;
    }
}
