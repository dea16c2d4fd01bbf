package io.neonwatch.collector.sampling.neon;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class NeonMetrics {

    private static final String API = "Neon's API";

    static final MetricFamily STATE = MetricFamily.of(
            API,
            List.of("state"),
            Metric.gauge(
                    "neonwatch.compute.state",
                    "1",
                    "1 for the state that the compute is in (active, idle for suspended, init; unknown when the API does "
                            + "not tell), 0 for the others"));

    static final MetricFamily COMPUTE = MetricFamily.of(
            API,
            List.of(),
            Metric.gauge("neonwatch.compute.suspend_timeout", "s", "Unused for so long it is suspended; -1 for never"),
            Metric.gauge("neonwatch.compute.unused", "s", "Since anybody used it, the collector included"));

    static final MetricFamily BRANCH_STATE = MetricFamily.of(
            API,
            List.of("state"),
            Metric.gauge("neonwatch.branch.state", "1", "1 for the state that the branch is in, in Neon's word"));

    static final MetricFamily BRANCH = MetricFamily.of(
            API,
            List.of(),
            Metric.gauge("neonwatch.branch.size", "By", "Logical size of the branch, as Neon measured it minutes ago"),
            Metric.delta("neonwatch.branch.active_time", "s", "For how long its computes were awake"),
            Metric.delta("neonwatch.branch.compute_time", "s", "The same times their size: what is billed"),
            Metric.delta("neonwatch.branch.written", "By", "Data written"));

    static final MetricFamily PROJECT = MetricFamily.of(
            API,
            List.of(),
            Metric.gauge("neonwatch.branch.size.limit", "By", "Size that the branch may grow to; none for no limit"),
            Metric.gauge("neonwatch.storage.utilization", "1", "Logical size over the limit"),
            Metric.gauge("neonwatch.branch.history_window", "s", "How far back the branch can be restored"));

    static final MetricFamily FILE_CACHE = MetricFamily.of(
            "neon_lfc_stats or neon_stat_file_cache",
            List.of(),
            Metric.delta("neonwatch.file_cache.hits", "{page}", "Pages found in the local file cache"),
            Metric.delta("neonwatch.file_cache.misses", "{page}", "Pages fetched from a pageserver instead"),
            Metric.delta("neonwatch.file_cache.writes", "{page}", "Pages put into it"),
            Metric.gauge("neonwatch.file_cache.used", "By", "What is in it (neon_lfc_stats only)"),
            Metric.gauge("neonwatch.file_cache.limit", "By", "What it may hold (neon_lfc_stats only)"));

    static final MetricFamily WORKING_SET = MetricFamily.of(
            "approximate_working_set_size_seconds",
            List.of("window"),
            Metric.gauge("neonwatch.working_set", "By", "Distinct pages used within the window, in seconds"));

    static final MetricFamily WAIT = MetricFamily.of(
            "neon_perf_counters",
            List.of("wait"),
            Metric.delta("neonwatch.neon.wait.count", "{wait}", "Waits, such as getpage for a page of a pageserver"),
            Metric.delta("neonwatch.neon.wait.time", "s", "Time spent in them"));

    static final MetricFamily WAIT_BUCKETS = MetricFamily.of(
            "neon_perf_counters",
            List.of("wait", "le"),
            Metric.delta("neonwatch.neon.wait.bucket", "{wait}", "Waits of at most le seconds (+Inf for all)"));

    static final MetricFamily COUNTERS = MetricFamily.of(
            "neon_perf_counters",
            List.of("counter"),
            Metric.delta("neonwatch.neon.counter", "1", "Neon's counters whose names end in _total"));

    static final List<MetricFamily> ALL = List.of(
            STATE, COMPUTE, BRANCH_STATE, BRANCH, PROJECT, FILE_CACHE, WORKING_SET, WAIT, WAIT_BUCKETS, COUNTERS);

    private NeonMetrics() {}
}
