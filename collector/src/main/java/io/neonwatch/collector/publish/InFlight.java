package io.neonwatch.collector.publish;

import io.neonwatch.collector.publish.HandedRecord.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The records that the producer has and Kafka has not acknowledged, in order. It is bounded, since these are the records
 * that a crash may send twice. For one thread.
 */
final class InFlight implements Iterable<HandedRecord> {

    static final int MOST_RECORDS = 1_000;

    private static final long MOST_BYTES = 16 << 20;
    private static final long WEDGED_NANOS = Duration.ofSeconds(10).toNanos();

    private final Deque<HandedRecord> records = new ArrayDeque<>();
    private long bytes;

    boolean hasRoom() {
        return records.size() < MOST_RECORDS && bytes < MOST_BYTES;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    void add(HandedRecord handed) {
        records.addLast(handed);
        bytes += handed.record().size();
    }

    /** Takes back what was added last. */
    void removeLast() {
        bytes -= records.removeLast().record().size();
    }

    @Nullable
    HandedRecord oldest() {
        return records.peekFirst();
    }

    /** The oldest, if its fate is known; it is out then. */
    @Nullable
    HandedRecord pollSettled() {
        HandedRecord oldest = records.peekFirst();
        if (oldest == null || oldest.outcome() != Outcome.SETTLED) return null;
        records.removeFirst();
        bytes -= oldest.record().size();
        return oldest;
    }

    /**
     * Whether the producer has come to a dead end with the oldest, although Kafka is there: for 10 s after others, which it
     * was given later, were acknowledged. So it is when a partition's first batch is refused as out of order for ever,
     * since the broker has taken later ones meanwhile.
     */
    boolean isWedged(long now) {
        HandedRecord oldest = records.peekFirst();
        if (oldest == null || oldest.outcome() != Outcome.OPEN) return false;
        for (HandedRecord handed : records) {
            long after = handed.changedNanos() - oldest.changedNanos();
            boolean settled = handed.outcome() == Outcome.SETTLED;
            if (settled && after > WEDGED_NANOS && now - handed.changedNanos() > WEDGED_NANOS) return true;
        }
        return false;
    }

    @Override
    public Iterator<HandedRecord> iterator() {
        return records.iterator();
    }
}
