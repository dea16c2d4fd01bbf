package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The last moments of a database with their log positions, to answer: where was the log before the changes that a probe
 * has just counted? For one thread.
 *
 * <p>A backend reports what it changed in a table up to {@link #REPORTING_DELAY} after it has committed, so a change
 * first counted in a sample may have been committed that long before the sample before it.
 */
public final class RecoveryMarks {

    /** PostgreSQL 15 and newer: PGSTAT_IDLE_INTERVAL is 10 s; two more for a busy server. */
    static final Duration REPORTING_DELAY = Duration.ofSeconds(12);

    private static final Duration CLOSEST = Duration.ofMillis(500);
    private static final int MOST = 2048;

    private final Deque<RecoveryMark> oldestFirst = new ArrayDeque<>();

    /** Remembers a moment, unless it is too close to the last one to matter. */
    public void add(Instant at, @Nullable String lsn) {
        RecoveryMark last = oldestFirst.peekLast();
        if (last != null && at.isBefore(last.at())) oldestFirst.clear(); // the clock was set back
        else if (last != null && Duration.between(last.at(), at).compareTo(CLOSEST) < 0) return;
        if (oldestFirst.size() >= MOST) thin();
        oldestFirst.addLast(new RecoveryMark(at, lsn));
    }

    /**
     * The newest moment at which no change counted since {@code previousSample} can have been committed. Without a
     * position where none is known from that early.
     */
    public RecoveryMark beforeChangesSince(Instant previousSample) {
        Instant latest = previousSample.minus(REPORTING_DELAY);
        while (oldestFirst.size() > 1 && !second().at().isAfter(latest)) oldestFirst.removeFirst();
        RecoveryMark oldest = oldestFirst.peekFirst();
        return oldest == null || oldest.at().isAfter(latest) ? new RecoveryMark(latest, null) : oldest;
    }

    private RecoveryMark second() {
        Iterator<RecoveryMark> marks = oldestFirst.iterator();
        marks.next();
        return marks.next();
    }

    /** Every other one goes: it reaches as far back, only less finely. */
    private void thin() {
        boolean keep = true;
        for (Iterator<RecoveryMark> marks = oldestFirst.iterator(); marks.hasNext(); keep = !keep) {
            marks.next();
            if (!keep) marks.remove();
        }
    }
}
