package io.neonwatch.processor;

import io.neonwatch.runtime.backoff.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new thread in the place of one that failed, after a pause: whatever it was, it may be over by then. Says so
 * once, however often it fails until it has gone well for a while.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final long STREAK_NANOS = Duration.ofMinutes(5).toNanos();

    private final CountDownLatch stopping;
    private final LongSupplier nanoTime;
    private int failures;
    private long lastFailure;
    private volatile boolean interrupted;

    /**
     * A handler for one run.
     *
     * @param stopping ends every pause
     * @param nanoTime as of {@link System#nanoTime}
     */
    ThreadReplacement(CountDownLatch stopping, LongSupplier nanoTime) {
        this.stopping = stopping;
        this.nanoTime = nanoTime;
    }

    /** Runs on the thread that failed, which has nothing else to do. */
    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        int count = count(failure);
        try {
            Duration pause = BACKOFF.equalJitter(count, ThreadLocalRandom.current());
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS))
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Whether nothing has been processed since the last failure. */
    boolean isInterrupted() {
        return interrupted;
    }

    /** Every thread has its work again. */
    synchronized void running() {
        if (interrupted && failures == 1) LOGGER.atInfo().log("Processing goes on");
        interrupted = false;
    }

    private synchronized int count(Throwable failure) {
        long now = nanoTime.getAsLong();
        failures = failures > 0 && now - lastFailure > STREAK_NANOS ? 1 : failures + 1;
        lastFailure = now;
        interrupted = true;
        if (failures == 1)
            LOGGER.atWarn()
                    .addKeyValue("reason", reason(failure))
                    .log("Processing was interrupted; trying again until it goes on");
        return failures;
    }

    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
