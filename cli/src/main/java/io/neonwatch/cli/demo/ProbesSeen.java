package io.neonwatch.cli.demo;

import io.neonwatch.cli.demo.DemoEvent.Measured;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.schemas.MetricBatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells of each probe once: at its second batch, the first that can have deltas. */
final class ProbesSeen {

    private final Map<String, Integer> batchesByProbe = new HashMap<>();

    Optional<DemoEvent> firstSeen(MetricBatch batch) {
        if (batchesByProbe.merge(batch.getProbe(), 1, Integer::sum) != 2) return Optional.empty();
        Set<String> metrics = new HashSet<>();
        int series = 0;
        for (Point point : Points.of(batch)) {
            metrics.add(point.metric());
            series++;
        }
        return Optional.of(new Measured(batch.getProbe(), metrics.size(), series));
    }
}
