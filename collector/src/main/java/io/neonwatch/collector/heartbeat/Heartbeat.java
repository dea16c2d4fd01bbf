package io.neonwatch.collector.heartbeat;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.runtime.health.HealthCheck;
import io.neonwatch.schemas.MetricBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says every few seconds that the collector lives: by that a silent target can be told from a dead collector. */
public final class Heartbeat {

    public static final String PROBE = "heartbeat";
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String collector;
    private final Supplier<List<HealthCheck>> targets;
    private final InstantSource clock;
    private final Consumer<MetricBatch> output;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Instant startedAt;
    private @Nullable Thread thread;

    /**
     * @param targets those that are watched now
     * @param output has it written to every partition; may take its time, and does not fail
     */
    public Heartbeat(
            String collector, Supplier<List<HealthCheck>> targets, InstantSource clock, Consumer<MetricBatch> output) {
        this.collector = collector;
        this.targets = targets;
        this.clock = clock;
        this.output = output;
        this.startedAt = clock.instant();
    }

    public synchronized void start() {
        if (stopped.getCount() > 0)
            thread = Thread.ofVirtual().name("heartbeat").start(this::beat);
    }

    public synchronized void stop() {
        stopped.countDown();
        if (thread != null) thread.interrupt();
    }

    private void beat() {
        try {
            do output.accept(batch());
            while (!stopped.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private MetricBatch batch() {
        Instant now = clock.instant();
        List<HealthCheck> watched = targets.get();
        long unanswered =
                watched.stream().filter(target -> !target.check().ready()).count();
        MetricBatchBuilder batch =
                new MetricBatchBuilder("neonwatch/collector/" + collector, PROBE, now, now).collector(collector);
        double uptime = Duration.between(startedAt, now).toMillis() / 1e3;
        HeartbeatMetrics.TARGETS.in(batch).row(List.of(), watched.size(), unanswered, uptime);
        return batch.build();
    }
}
