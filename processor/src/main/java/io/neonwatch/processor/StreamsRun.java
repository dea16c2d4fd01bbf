package io.neonwatch.processor;

import static org.apache.kafka.streams.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** One run of Kafka Streams: measured, watched, and stopped once. */
final class StreamsRun implements HealthCheck {

    private final Supplier<KafkaStreams> make;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ThreadReplacement replacement = new ThreadReplacement(stopping, System::nanoTime);
    private volatile @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics metrics;

    StreamsRun(Supplier<KafkaStreams> make, MeterRegistry meters) {
        this.make = make;
        this.meters = meters;
    }

    /** Does nothing once it was stopped. */
    synchronized void start() {
        if (stopping.getCount() == 0) return;
        KafkaStreams starting = make.get();
        starting.setUncaughtExceptionHandler(replacement);
        starting.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) replacement.running();
        });
        streams = starting;
        metrics = new KafkaStreamsMetrics(starting);
        metrics.bindTo(meters);
        starting.start();
    }

    /**
     * Stops within about the limit.
     *
     * @param limit for threads to commit; what they have not is aborted by the broker, and done again at the next start
     */
    synchronized void stop(Duration limit) {
        stopping.countDown();
        if (metrics != null) metrics.close();
        KafkaStreams running = streams;
        // Without leaving, the broker would hold our partitions for us until the session is over.
        if (running != null) running.close(CloseOptions.timeout(limit).withGroupMembershipOperation(LEAVE_GROUP));
        metrics = null;
        streams = null;
    }

    @Override
    public String name() {
        return "processing";
    }

    @Override
    public Health check() {
        KafkaStreams running = streams;
        if (running == null) return Health.notReady("not started; it waits for Kafka and the schema registry");
        if (replacement.isInterrupted()) return Health.notReady("interrupted by a failure; it tries again");
        KafkaStreams.State state = running.state();
        return state == KafkaStreams.State.RUNNING
                ? Health.READY
                : Health.notReady("Kafka Streams is " + state + ", not RUNNING");
    }
}
