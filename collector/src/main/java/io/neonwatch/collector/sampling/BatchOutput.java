package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Makes records of what was read of one target, and of what could not be read. */
final class BatchOutput {

    private final Origin origin;
    private final InstantSource clock;
    private final Consumer<Observation<?>> output;

    BatchOutput(Origin origin, InstantSource clock, Consumer<Observation<?>> output) {
        this.origin = origin;
        this.clock = clock;
        this.output = output;
    }

    /** By the collector's clock. */
    Instant now() {
        return clock.instant();
    }

    void write(String probe, Reading reading, Duration duration) {
        MetricBatchBuilder batch = batch(probe, reading.observedAt()).epoch(reading.epoch());
        reading.addTo(batch);
        write(probe, batch, reading.observedAt(), duration);
        reading.observations().forEach(output);
    }

    /**
     * So that an alert can fire while the target is away.
     *
     * @param counts whether that is a failure of this target
     */
    void writeUnanswered(String probe, boolean counts, Duration duration) {
        Instant now = clock.instant();
        MetricBatchBuilder batch = batch(probe, now);
        WatchMetrics.UP.in(batch).row(List.of(), 0);
        if (counts) WatchMetrics.CONNECTION_FAILURES.in(batch).row(List.of("probe"), 1);
        write(probe, batch, now, duration);
    }

    MetricBatchBuilder batch(String probe, Instant observedAt) {
        return new MetricBatchBuilder(origin.target(), probe, observedAt, clock.instant())
                .collector(origin.collector());
    }

    void write(MetricBatchBuilder batch, Instant at) {
        output.accept(new Observation<>(Topics.METRICS, origin.target(), batch.build(), at));
    }

    private void write(String probe, MetricBatchBuilder batch, Instant at, Duration duration) {
        WatchMetrics.PROBE.in(batch).row(List.of(probe), duration.toNanos() / 1e9);
        write(batch, at);
    }
}
