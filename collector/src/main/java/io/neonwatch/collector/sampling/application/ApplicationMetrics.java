package io.neonwatch.collector.sampling.application;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** What is said of a scrape. The application's own metrics bear the application's names, and are declared nowhere. */
public final class ApplicationMetrics {

    static final MetricFamily SCRAPE = MetricFamily.of(
            "the application's endpoint",
            List.of(),
            Metric.gauge("neonwatch.application.up", "1", "1 when the endpoint answered with metrics, else 0"),
            Metric.gauge("neonwatch.application.series", "{series}", "Series taken from it"),
            Metric.gauge("neonwatch.application.series.left_out", "{series}", "Series beyond max_series"),
            Metric.gauge("neonwatch.application.lines.broken", "{line}", "Lines that could not be read"));

    public static final List<MetricFamily> ALL = List.of(SCRAPE);

    private ApplicationMetrics() {}
}
