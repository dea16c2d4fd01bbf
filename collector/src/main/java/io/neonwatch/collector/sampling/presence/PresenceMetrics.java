package io.neonwatch.collector.sampling.presence;

import io.neonwatch.collector.sampling.WatchMetrics;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class PresenceMetrics {

    static final List<MetricFamily> ALL = List.of(WatchMetrics.UP, WatchMetrics.CONNECTION_FAILURES);

    private PresenceMetrics() {}
}
