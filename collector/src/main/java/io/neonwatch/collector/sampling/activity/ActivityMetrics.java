package io.neonwatch.collector.sampling.activity;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class ActivityMetrics {

    private static final String SOURCE = "pg_stat_activity";
    private static final List<String> EXECUTION = List.of("pid", "query_id", "user", "database", "application");
    private static final List<String> SESSION = List.of("pid", "user", "database", "application");

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

    static final MetricFamily SLOW_FINISHED = MetricFamily.of(
            SOURCE,
            EXECUTION,
            Metric.gauge(
                    "neonwatch.query.slow.finished",
                    "s",
                    "One point for each of them when it has ended, once, with its running time in all; where its session "
                            + "had gone on to another query or was gone, up to the next look too much: 3 % where the "
                            + "budget allows"));

    static final MetricFamily SHARES = MetricFamily.of(
            SOURCE,
            List.of("by", "value"),
            Metric.gauge(
                    "neonwatch.query.active",
                    "{query}",
                    "Executions now running, by application, by user, and by each tag in the query's comment (tag.route "
                            + "and others), see [tags](#tags)"),
            Metric.delta(
                    "neonwatch.query.active.time",
                    "s",
                    "Time they ran since the last round: each that is seen counts for all of it"));

    static final MetricFamily WAITS = MetricFamily.of(
            SOURCE,
            List.of("wait_event_type", "wait_event"),
            Metric.gauge(
                    "neonwatch.session.waits",
                    "{session}",
                    "Sessions that run a query, by what they wait for; CPU and running for those that do not wait"));

    static final MetricFamily TRANSACTION = MetricFamily.of(
            SOURCE,
            SESSION,
            Metric.gauge(
                    "neonwatch.transaction.duration.max",
                    "s",
                    "The oldest open transaction; 0, with empty attributes, when there is none"));

    static final MetricFamily IDLE = MetricFamily.of(
            SOURCE,
            SESSION,
            Metric.gauge(
                    "neonwatch.transaction.idle.max",
                    "s",
                    "The longest time that a session has been idle in a transaction; 0, with empty attributes, when none "
                            + "is"));

    static final MetricFamily SNAPSHOT = MetricFamily.of(
            SOURCE,
            SESSION,
            Metric.gauge(
                    "neonwatch.snapshot.age.max",
                    "{transaction}",
                    "Transactions begun since the oldest snapshot that a session holds (backend_xmin): what was deleted "
                            + "since cannot be vacuumed; 0, with empty attributes, when there is none"));

    static final MetricFamily LOCKS = MetricFamily.of(
            "pg_locks",
            List.of(),
            Metric.gauge("neonwatch.lock.blocked", "{session}", "Sessions that wait for a lock"),
            Metric.gauge("neonwatch.lock.wait.max", "s", "The longest of these waits; 0 when nobody waits"));

    static final MetricFamily BLOCKED = MetricFamily.of(
            "pg_locks, pg_blocking_pids",
            List.of("pid", "blocking_pid"),
            Metric.gauge(
                    "neonwatch.lock.wait",
                    "s",
                    "How long the session has waited for the other, blocking_pid 0 for a prepared transaction; the 50 "
                            + "longest waits and those of whom they wait for, for five others at most"));

    static final MetricFamily BLOCKING = MetricFamily.of(
            "pg_locks, pg_blocking_pids",
            List.of("pid", "user", "database", "application", "state"),
            Metric.gauge(
                    "neonwatch.lock.blocking",
                    "{session}",
                    "Sessions among these that wait, directly or through others, for this one, which waits for none; the "
                            + "first 10"));

    static final List<MetricFamily> ALL = List.of(
            RUNNING,
            LONGEST,
            SLOW,
            SLOW_FINISHED,
            SHARES,
            WAITS,
            TRANSACTION,
            IDLE,
            SNAPSHOT,
            LOCKS,
            BLOCKED,
            BLOCKING);

    private ActivityMetrics() {}
}
