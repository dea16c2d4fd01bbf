package io.neonwatch.collector.sampling.instance;

import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class InstanceMetrics {

    static final MetricFamily CONNECTIONS = MetricFamily.of(
            "pg_settings, pg_stat_activity",
            List.of(),
            Metric.gauge("postgresql.connection.max", "{connection}", "max_connections"),
            Metric.gauge("neonwatch.connections.limit", "{connection}", "max_connections less the reserved ones"),
            Metric.gauge("neonwatch.connections.utilization", "1", "Client connections over the limit"),
            Metric.gauge("neonwatch.uptime", "s", "Since the server's start"));

    static final MetricFamily BACKENDS = MetricFamily.of(
            "pg_stat_activity",
            List.of("state"),
            Metric.gauge(
                    "postgresql.backends",
                    "{connection}",
                    "Client connections by state, the collector's own included; the four usual states are always "
                            + "there, others (starting, unknown) when they occur"));

    static final List<MetricFamily> ALL =
            List.of(WatchMetrics.UP, WatchMetrics.CONNECTION_FAILURES, CONNECTIONS, BACKENDS);

    private InstanceMetrics() {}
}
