package io.neonwatch.collector.publish;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records on their way to the producer, in order, within a bounded number of bytes. Safe for use by many threads. */
final class PendingRecords {

    /** What a record takes beyond its value, roughly. */
    private static final int OVERHEAD = 200;

    private final Semaphore freeBytes;
    private final BlockingQueue<PendingRecord> records = new LinkedBlockingQueue<>();

    PendingRecords(int bytes) {
        freeBytes = new Semaphore(bytes);
    }

    /** At once; false when there is no room. */
    boolean offer(PendingRecord pending) {
        return freeBytes.tryAcquire(size(pending)) && records.offer(pending);
    }

    /** The oldest; null when there was none for so long. */
    @Nullable
    PendingRecord poll(long milliseconds) throws InterruptedException {
        PendingRecord pending = records.poll(milliseconds, TimeUnit.MILLISECONDS);
        if (pending != null) freeBytes.release(size(pending));
        return pending;
    }

    private static int size(PendingRecord pending) {
        byte[] value = pending.value();
        return (value == null ? 0 : value.length) + OVERHEAD;
    }
}
