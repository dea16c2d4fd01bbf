package io.neonwatch.collector.publish;

import io.neonwatch.collector.publish.spool.PendingRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records in memory that nobody has taken yet, in order, within a bounded number of bytes. Safe for use by many threads. */
final class WaitingRecords {

    /** @param sinceNanos by {@link System#nanoTime} */
    record Waiting(PendingRecord record, long sinceNanos) {}

    private final long mostBytes;
    private final Deque<Waiting> records = new ArrayDeque<>();
    private long bytes;
    private boolean woken;

    WaitingRecords(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * At once.
     *
     * @return the oldest, which had to make room
     */
    synchronized List<PendingRecord> add(PendingRecord record, long now) {
        records.addLast(new Waiting(record, now));
        bytes += record.size();
        List<PendingRecord> dropped = new ArrayList<>(0);
        while (bytes > mostBytes) {
            Waiting oldest = records.removeFirst();
            bytes -= oldest.record().size();
            dropped.add(oldest.record());
        }
        wake();
        return dropped;
    }

    synchronized @Nullable Waiting poll() {
        Waiting oldest = records.pollFirst();
        if (oldest != null) bytes -= oldest.record().size();
        return oldest;
    }

    /** Takes back what was polled last. */
    synchronized void putBack(Waiting waiting) {
        records.addFirst(waiting);
        bytes += waiting.record().size();
    }

    synchronized @Nullable Waiting oldest() {
        return records.peekFirst();
    }

    synchronized boolean isEmpty() {
        return records.isEmpty();
    }

    /** Ends {@link #await}, the next one if none is under way. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Until something is added or {@link #wake} is called, but not for ever. */
    synchronized void await(long milliseconds) throws InterruptedException {
        if (!woken) wait(milliseconds);
        woken = false;
    }
}
