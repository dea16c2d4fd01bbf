package io.neonwatch.collector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Observation;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Pace;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.TargetWatch;
import io.neonwatch.collector.sampling.Tenure;
import io.neonwatch.collector.sampling.Terms;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.collector.sampling.neon.NeonGate;
import io.neonwatch.metrics.Point;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A target under watch with all probes, and everything that is written of it. */
final class WatchedTarget implements AutoCloseable {

    /** Often enough for a test, and without a budget that would slow it down. */
    static final CollectorConfig QUICK = config(Duration.ofMillis(200), true, 1.0);

    private final List<Observation<?>> written = new CopyOnWriteArrayList<>();
    private final TargetWatch watch;

    private WatchedTarget(TargetConfig target, CollectorConfig config, @Nullable NeonComputes computes) {
        NeonBranch branch = target.neon();
        Gate gate = computes == null || branch == null
                ? Gate.OPEN
                : new NeonGate(computes, branch, config.letSuspend(), InstantSource.system());
        watch = new TargetWatch(
                target,
                new Origin(target.id(), "test"),
                Probes.of(target, config, true, new ServerQueries(), computes),
                new Terms(Tenure.ASSURED, gate, config.budget(), Pace.ALONE),
                InstantSource.system(),
                new SimpleMeterRegistry(),
                written::add);
        watch.start();
    }

    static CollectorConfig config(Duration interval, boolean letSuspend, double budget) {
        TargetConfig nobody = new TargetConfig("nobody", "jdbc:postgresql://localhost/nobody", "nobody", null, null);
        return new TestedCollector("test", List.of(nobody))
                .slowQueryThreshold(Duration.ofMillis(500))
                .intervals(Intervals.all(interval))
                .letSuspend(letSuspend)
                .budget(budget)
                .config();
    }

    static WatchedTarget start(TargetConfig target) {
        return start(target, QUICK, null);
    }

    /** @param computes null for a target that is not on Neon */
    static WatchedTarget start(TargetConfig target, CollectorConfig config, @Nullable NeonComputes computes) {
        return new WatchedTarget(target, config, computes);
    }

    Health health() {
        return watch.healthCheck().check();
    }

    List<Target> states() {
        return written.stream()
                .map(Observation::value)
                .filter(Target.class::isInstance)
                .map(Target.class::cast)
                .toList();
    }

    /** The last one; {@code UNKNOWN} before the first. */
    TargetState state() {
        List<Target> states = states();
        return states.isEmpty() ? TargetState.UNKNOWN : states.getLast().getState();
    }

    /** Why it is in its last state. */
    String detail() {
        List<Target> states = states();
        return states.isEmpty() ? "" : states.getLast().getDetail();
    }

    Stream<MetricBatch> batches(String probe) {
        return written.stream()
                .map(Observation::value)
                .filter(MetricBatch.class::isInstance)
                .map(MetricBatch.class::cast)
                .filter(batch -> batch.getProbe().equals(probe));
    }

    List<Point> points(String metric) {
        return written.stream()
                .map(Observation::value)
                .filter(MetricBatch.class::isInstance)
                .map(MetricBatch.class::cast)
                .flatMap(batch -> Samples.points(batch, metric))
                .toList();
    }

    List<Double> values(String metric) {
        return values(metric, Map.of());
    }

    /** @param attributes that the points have, perhaps among others */
    List<Double> values(String metric, Map<String, String> attributes) {
        return points(metric).stream()
                .filter(point -> point.attributes().entrySet().containsAll(attributes.entrySet()))
                .map(Point::value)
                .toList();
    }

    /** All that was written of it, as text. */
    String everything() {
        return written.toString();
    }

    @Override
    public void close() {
        watch.stop();
    }
}
