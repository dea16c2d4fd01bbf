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

    static final MetricFamily OWN_COST = MetricFamily.of(
            "the collector",
            List.of(),
            Metric.delta("neonwatch.collector.statements", "{statement}", "Statements that the collector has executed"),
            Metric.delta(
                    "neonwatch.collector.time",
                    "s",
                    "Database time of them, measured by the collector less the quickest round trip: an upper bound"),
            Metric.gauge(
                    "neonwatch.collector.budget.utilization",
                    "1",
                    "That time, less the recall probe's, over what the budget allows since the last batch"),
            Metric.gauge(
                    "neonwatch.collector.clock.offset",
                    "s",
                    "The collector's clock less the database's, to half a round trip"));

    static final MetricFamily OWN_BYTES = MetricFamily.of(
            "the collector",
            List.of("direction"),
            Metric.delta(
                    "neonwatch.collector.bytes",
                    "By",
                    "On the wire between collector and database, received and sent"));

    static final MetricFamily STRETCH = MetricFamily.of(
            "the collector",
            List.of("probe"),
            Metric.gauge(
                    "neonwatch.collector.probe.stretch",
                    "1",
                    "What the probe's interval is multiplied by to stay within the budget; 1 is normal"));

    static final MetricFamily DEGRADED = MetricFamily.of(
            "the collector",
            List.of("probe", "reason"),
            Metric.gauge(
                    "neonwatch.collector.probe.degraded",
                    "1",
                    "1 while the probe fails for this reason, 0 when it no longer does; none when it never has"));

    /** The probe {@code collector}: what the collector says of itself. */
    public static final List<MetricFamily> OF_COLLECTOR = List.of(OWN_COST, OWN_BYTES, STRETCH, DEGRADED);

    /** What comes with every batch, of whatever probe. */
    public static final List<MetricFamily> OF_EVERY_PROBE = List.of(PROBE);

    private WatchMetrics() {}
}
