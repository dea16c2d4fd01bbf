package io.neonwatch.notifier.kafka;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The right to work on the records of one partition, until the partition goes to another instance or the work stops. */
public final class Claim {

    private final OffsetTracker offsets = new OffsetTracker();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private boolean held = true;
    private int running;

    Claim() {}

    public boolean held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, and says whether the claim is still held; it ends at once when it is released. */
    public boolean pause(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (held && left > 0) left = released.awaitNanos(left);
            return held;
        } finally {
            lock.unlock();
        }
    }

    OffsetTracker offsets() {
        return offsets;
    }

    /** Takes up a record; false when the claim is no longer held, and the record is somebody else's. */
    boolean begin() {
        lock.lock();
        try {
            if (held) running++;
            return held;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            running--;
            if (running == 0) idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            held = false;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what had begun has ended; false when it has not within the time. */
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (running > 0 && left > 0) left = idle.awaitNanos(left);
            return running == 0;
        } finally {
            lock.unlock();
        }
    }
}
