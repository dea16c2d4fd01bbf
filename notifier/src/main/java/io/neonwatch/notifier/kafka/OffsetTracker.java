package io.neonwatch.notifier.kafka;

import java.util.OptionalLong;
import java.util.TreeSet;

/** Which offset of a partition may be committed while its records finish in any order. Safe for use by many threads. */
final class OffsetTracker {

    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long next = -1;

    /** Whether the offset is higher than any started. */
    synchronized boolean isNew(long offset) {
        return offset >= next;
    }

    /** @param offset higher than any before */
    synchronized void started(long offset) {
        unfinished.add(offset);
        next = offset + 1;
    }

    synchronized void finished(long offset) {
        unfinished.remove(offset);
    }

    /** The offset from which a restart must read on; empty when nothing was started yet. */
    synchronized OptionalLong committable() {
        if (next < 0) return OptionalLong.empty();
        return OptionalLong.of(unfinished.isEmpty() ? next : unfinished.first());
    }

    synchronized int outstanding() {
        return unfinished.size();
    }
}
