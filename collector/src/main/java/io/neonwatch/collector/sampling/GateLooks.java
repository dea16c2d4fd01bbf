package io.neonwatch.collector.sampling;

import java.sql.SQLException;

/** When the gate has to look over a connection whether it may stay; first of all at once. For one thread. */
final class GateLooks {

    private final Gate gate;
    private long due;

    /** @param start as {@link System#nanoTime} */
    GateLooks(Gate gate, long start) {
        this.gate = gate;
        this.due = start;
    }

    /** Nanoseconds until the next look; 0 when it is due. */
    long untilNext(long now) {
        return gate.lookInterval().isEmpty() ? Long.MAX_VALUE : Math.max(0, due - now);
    }

    /**
     * Looks if it is time.
     *
     * @throws SQLException when the connection is lost
     */
    boolean stay(TargetSession session, long now) throws SQLException {
        if (untilNext(now) > 0) return true;
        gate.lookInterval().ifPresent(interval -> due = now + interval.toNanos());
        try {
            return gate.look(session.connection()) instanceof Admission.Open;
        } catch (SQLException e) {
            if (session.lostBy(e)) throw e;
            return true; // as long as it cannot be known, a gap in what is seen is worse
        }
    }
}
