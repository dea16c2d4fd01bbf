package io.neonwatch.processor;

import io.neonwatch.runtime.backoff.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a new thread in the place of one that failed, after a pause: whatever it was, it may be over by then. */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final CountDownLatch stopping;
    private final AtomicInteger failures = new AtomicInteger();

    /** @param stopping ends every pause */
    ThreadReplacement(CountDownLatch stopping) {
        this.stopping = stopping;
    }

    /** Runs on the thread that failed, which has nothing else to do. */
    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        int count = failures.incrementAndGet();
        if (count == 1)
            LOGGER.atWarn()
                    .addKeyValue("reason", reason(failure))
                    .log("Processing was interrupted; trying again until it goes on");
        try {
            Duration pause = BACKOFF.equalJitter(count, ThreadLocalRandom.current());
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS))
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Processing goes on. */
    void succeeded() {
        if (failures.getAndSet(0) > 0) LOGGER.atInfo().log("Processing goes on");
    }

    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
