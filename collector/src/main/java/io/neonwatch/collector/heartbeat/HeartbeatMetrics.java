package io.neonwatch.collector.heartbeat;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** What a collector says of itself. */
public final class HeartbeatMetrics {

    static final MetricFamily TARGETS = MetricFamily.of(
            "the collector",
            List.of(),
            Metric.gauge("neonwatch.collector.targets", "{target}", "Targets that this collector watches"),
            Metric.gauge("neonwatch.collector.targets.unanswered", "{target}", "Those of them that do not answer"),
            Metric.gauge("neonwatch.collector.uptime", "s", "Since the collector's start"));

    public static final List<MetricFamily> ALL = List.of(TARGETS);

    private HeartbeatMetrics() {}
}
