package io.neonwatch.collector.sampling;

/**
 * What the collector has asked of one target so far. Safe for use by many threads.
 *
 * <p>The time is measured here, from request to answer, less the quickest round trip of the connection, so that a long
 * way to the server does not count. It is an upper bound of the database's own time: jitter of the network, waiting for
 * the database's processor and the collector's own slowness are in it.
 */
final class OwnCost {

    private long statements;
    private long nanos;
    private long quickest = Long.MAX_VALUE;

    /** The way to the server may be another one. */
    synchronized void connected() {
        quickest = Long.MAX_VALUE;
    }

    /** One way there and back on which the server had next to nothing to do. */
    synchronized void roundTrip(long took) {
        quickest = Math.min(quickest, took);
    }

    synchronized void executed(long took) {
        roundTrip(took);
        statements++;
        nanos += took - quickest;
    }

    /** One more statement on the same round trip. */
    synchronized void anotherResult() {
        statements++;
    }

    synchronized long statements() {
        return statements;
    }

    synchronized double seconds() {
        return nanos / 1e9;
    }
}
