package io.neonwatch.collector.sampling.instance;

/**
 * Counters of the server's sessions, within an epoch.
 *
 * @param started in all
 * @param abandoned ended because the client was gone
 * @param fatal ended by a fatal error
 * @param killed ended by an operator
 */
record SessionCounters(long started, long abandoned, long fatal, long killed) {

    /** What was added; with a database, its counters go: never less than nothing. */
    SessionCounters since(SessionCounters before) {
        return new SessionCounters(
                Math.max(0, started - before.started),
                Math.max(0, abandoned - before.abandoned),
                Math.max(0, fatal - before.fatal),
                Math.max(0, killed - before.killed));
    }
}
