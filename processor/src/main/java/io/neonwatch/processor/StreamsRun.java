package io.neonwatch.processor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.neonwatch.runtime.health.Health;
import io.neonwatch.runtime.health.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** One run of Kafka Streams: measured, watched, and stopped once. */
final class StreamsRun implements HealthCheck {

    /** What is open then is aborted by the broker, and done again at the next start. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(6);

    private final Supplier<KafkaStreams> make;
    private final MeterRegistry meters;
    private final CountDownLatch stopping = new CountDownLatch(1);
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
        ThreadReplacement replacement = new ThreadReplacement(stopping);
        starting.setUncaughtExceptionHandler(replacement);
        starting.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) replacement.succeeded();
        });
        streams = starting;
        metrics = new KafkaStreamsMetrics(starting);
        metrics.bindTo(meters);
        starting.start();
    }

    synchronized void stop() {
        stopping.countDown();
        if (metrics != null) metrics.close();
        KafkaStreams running = streams;
        if (running != null) running.close(CLOSE_LIMIT);
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
        KafkaStreams.State state = running.state();
        return state == KafkaStreams.State.RUNNING
                ? Health.READY
                : Health.notReady("Kafka Streams is " + state + ", not RUNNING");
    }
}
