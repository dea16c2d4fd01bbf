package io.neonwatch.collector.publish;

import io.neonwatch.collector.publish.spool.PendingRecord;
import io.neonwatch.collector.publish.spool.Place;
import org.jspecify.annotations.Nullable;

/** A record that the producer was given. Its outcome comes from the producer's thread. */
final class HandedRecord {

    /** What has become of it. */
    enum Outcome {
        OPEN,
        /** Not taken, and worth another try. */
        AGAIN,
        SETTLED
    }

    private final PendingRecord record;
    private final long sinceNanos;
    private final boolean replayed;
    private @Nullable Place place;
    private volatile Outcome outcome = Outcome.OPEN;
    private volatile long changedNanos;

    /**
     * @param place null when it is in memory only
     */
    HandedRecord(PendingRecord record, long sinceNanos, @Nullable Place place) {
        this.record = record;
        this.sinceNanos = sinceNanos;
        this.place = place;
        this.replayed = place != null;
        this.changedNanos = sinceNanos;
    }

    PendingRecord record() {
        return record;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether it was read from disk. */
    boolean replayed() {
        return replayed;
    }

    @Nullable
    Place place() {
        return place;
    }

    void keptAt(Place kept) {
        place = kept;
    }

    Outcome outcome() {
        return outcome;
    }

    /** When it took this outcome. */
    long changedNanos() {
        return changedNanos;
    }

    void become(Outcome next) {
        become(next, System.nanoTime());
    }

    void become(Outcome next, long now) {
        changedNanos = now;
        outcome = next;
    }
}
