package io.neonwatch.collector.sampling.instance;

import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class InstanceMetrics {

    private static final String SESSIONS = "pg_stat_activity";
    private static final String SETTINGS = "pg_settings";
    private static final String BOUNDED =
            "; of more than twenty, the rest as (other), see [names](#names-of-connections)";

    static final MetricFamily CONNECTIONS = MetricFamily.of(
            "pg_settings, pg_stat_activity",
            List.of(),
            Metric.gauge("postgresql.connection.max", "{connection}", "max_connections"),
            Metric.gauge("neonwatch.connections.limit", "{connection}", "max_connections less the reserved ones"),
            Metric.gauge("neonwatch.connections.utilization", "1", "Client connections over the limit"),
            Metric.gauge("neonwatch.uptime", "s", "Since the server's start"),
            Metric.gauge("neonwatch.start_time", "s", "The server's start, since 1970"));

    static final MetricFamily BACKENDS = MetricFamily.of(
            SESSIONS,
            List.of("state"),
            Metric.gauge(
                    "postgresql.backends",
                    "{connection}",
                    "Client connections by state, the collector's own included; the four usual states are always "
                            + "there, others (starting, unknown) when they occur"));

    static final MetricFamily BY_DATABASE = MetricFamily.of(
            SESSIONS,
            List.of("database"),
            Metric.gauge("neonwatch.connections.by_database", "{connection}", "The same by database" + BOUNDED));

    static final MetricFamily BY_USER = MetricFamily.of(
            SESSIONS,
            List.of("user"),
            Metric.gauge("neonwatch.connections.by_user", "{connection}", "The same by user" + BOUNDED));

    static final MetricFamily BY_APPLICATION = MetricFamily.of(
            SESSIONS,
            List.of("application"),
            Metric.gauge("neonwatch.connections.by_application", "{connection}", "The same by application" + BOUNDED));

    static final MetricFamily STARTED = MetricFamily.of(
            "pg_stat_database",
            List.of(),
            Metric.delta("neonwatch.sessions.started", "{session}", "Sessions established, in all databases"));

    static final MetricFamily ENDED = MetricFamily.of(
            "pg_stat_database",
            List.of("reason"),
            Metric.delta(
                    "neonwatch.sessions.ended",
                    "{session}",
                    "Sessions that did not end in good order: the client was gone (abandoned), by a fatal error (fatal), "
                            + "by an operator (killed)"));

    static final MetricFamily VALUES = MetricFamily.of(
            SETTINGS,
            List.of("name", "unit"),
            Metric.gauge(
                    "neonwatch.setting",
                    "1",
                    "What new sessions get, in the unit By, s or 1; on is 1; negative means off or automatic"));

    static final MetricFamily CHANGES = MetricFamily.of(
            SETTINGS,
            List.of("name", "value"),
            Metric.delta(
                    "neonwatch.setting.changes",
                    "{change}",
                    "1 for a setting that was changed, with its new value as PostgreSQL keeps it; without one if it may "
                            + "hold a secret"));

    static final MetricFamily PENDING = MetricFamily.of(
            SETTINGS,
            List.of(),
            Metric.gauge(
                    "neonwatch.settings.pending_restart",
                    "{setting}",
                    "Changed in the files, in force after a restart"));

    static final MetricFamily PENDING_NAMES = MetricFamily.of(
            SETTINGS, List.of("name"), Metric.gauge("neonwatch.setting.pending_restart", "1", "1 for each of them"));

    static final List<MetricFamily> ALL = List.of(
            WatchMetrics.UP,
            WatchMetrics.CONNECTION_FAILURES,
            CONNECTIONS,
            BACKENDS,
            BY_DATABASE,
            BY_USER,
            BY_APPLICATION,
            STARTED,
            ENDED,
            VALUES,
            CHANGES,
            PENDING,
            PENDING_NAMES);

    private InstanceMetrics() {}
}
