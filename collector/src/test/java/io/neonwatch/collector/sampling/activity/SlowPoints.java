package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.schemas.MetricBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a watch writes of slow executions, in its order. */
final class SlowPoints {

    /** @param at to the millisecond */
    record Told(String metric, int pid, Instant at, double seconds) {}

    private final List<Told> all = new CopyOnWriteArrayList<>();
    private volatile boolean begun;

    void add(Observation<?> observation) {
        if (!(observation.value() instanceof MetricBatch batch)) return;
        if (batch.getProbe().equals("activity")) begun = true;
        for (Point point : Points.of(batch, metric -> metric.startsWith("neonwatch.query.slow")))
            all.add(new Told(
                    point.metric(),
                    Integer.parseInt(point.attributes().getOrDefault("pid", "")),
                    batch.getObservedAt(),
                    point.value()));
    }

    boolean begun() {
        return begun;
    }

    List<Told> recognised() {
        return told("neonwatch.query.slow");
    }

    List<Told> finished() {
        return told("neonwatch.query.slow.finished");
    }

    /** Which of these executions the recognised ones are, in the order of those. */
    List<Ran> recognised(List<Ran> executions) {
        return recognised().stream().map(told -> execution(told, executions)).toList();
    }

    /** In seconds, of the finished ones of a session. */
    List<Double> durations(int pid) {
        return finished().stream()
                .filter(told -> told.pid() == pid)
                .map(Told::seconds)
                .toList();
    }

    /** The last that had begun so long before. */
    private static Ran execution(Told told, List<Ran> executions) {
        Instant latest = told.at().plusMillis(1).minus(Duration.ofNanos((long) (told.seconds() * 1e9)));
        return executions.stream()
                .filter(ran -> ran.pid() == told.pid() && !ran.start().isAfter(latest))
                .max(Comparator.comparing(Ran::start))
                .orElseThrow();
    }

    private List<Told> told(String metric) {
        return all.stream().filter(told -> told.metric().equals(metric)).toList();
    }
}
