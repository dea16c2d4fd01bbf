package io.neonwatch.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets a stop interrupt the thread that is still starting, and no other, and never after it is done. */
final class StartingThread {

    @FunctionalInterface
    interface Start {
        void run() throws Exception;
    }

    private final Duration limit;
    private final ReentrantLock running = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean interrupted;

    /** @param limit how long {@link #end} waits */
    StartingThread(Duration limit) {
        this.limit = limit;
    }

    void run(Start start) throws Exception {
        running.lock();
        try {
            set(Thread.currentThread());
            start.run();
        } finally {
            set(null);
            running.unlock();
        }
    }

    /** Interrupts a start that is under way and waits for its end, but not for ever. */
    void end() {
        interrupt();
        try {
            if (running.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) running.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void set(@Nullable Thread current) {
        thread = current;
        // Our interrupt was meant for the start alone.
        if (current == null && interrupted) interrupted = !Thread.interrupted();
    }

    private synchronized void interrupt() {
        if (thread == null) return;
        interrupted = true;
        thread.interrupt();
    }
}
