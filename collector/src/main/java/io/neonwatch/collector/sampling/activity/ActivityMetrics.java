package io.neonwatch.collector.sampling.activity;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class ActivityMetrics {

    private static final String SOURCE = "pg_stat_activity";
    private static final List<String> EXECUTION = List.of("pid", "query_id", "user", "database", "application");

    static final MetricFamily RUNNING = MetricFamily.of(
            SOURCE, List.of(), Metric.gauge("neonwatch.query.running", "{query}", "Executions now running"));

    static final MetricFamily LONGEST = MetricFamily.of(
            SOURCE,
            EXECUTION,
            Metric.gauge(
                    "neonwatch.query.duration.max",
                    "s",
                    "The longest execution now running; 0, with empty attributes, when there is none"));

    static final MetricFamily SLOW = MetricFamily.of(
            SOURCE,
            EXECUTION,
            Metric.gauge(
                    "neonwatch.query.slow",
                    "s",
                    "One point for each execution over the slow threshold, once, with its running time when recognised: "
                            + "so far while it runs, in all where it had finished"));

    static final List<MetricFamily> ALL = List.of(RUNNING, LONGEST, SLOW);

    private ActivityMetrics() {}
}
