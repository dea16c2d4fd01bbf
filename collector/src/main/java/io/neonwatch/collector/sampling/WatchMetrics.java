package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** What is said of a target and of its probes whatever the probes see. */
public final class WatchMetrics {

    public static final MetricFamily UP = MetricFamily.of(
            "the connection", List.of(), Metric.gauge("neonwatch.up", "1", "1 when the probe was answered, else 0"));

    public static final MetricFamily CONNECTION_FAILURES = MetricFamily.of(
            "the connection, pg_stat_database",
            List.of("reason"),
            Metric.delta(
                    "neonwatch.connection.failures",
                    "{failure}",
                    "Failed probes (reason probe), and sessions ended by a fatal error (sessions_fatal)"));

    public static final MetricFamily PROBE = MetricFamily.of(
            "the collector",
            List.of("probe"),
            Metric.gauge("neonwatch.collector.probe.duration", "s", "Time from request to answer"));

    /** What comes with every batch, of whatever probe. */
    public static final List<MetricFamily> OF_EVERY_PROBE = List.of(PROBE);

    private WatchMetrics() {}
}
