package io.neonwatch.collector.sampling;

/**
 * On what terms a target is watched.
 *
 * @param tenure whether it is this collector's to watch
 * @param gate asked before every connection
 * @param budget the share of one core that the collector may take of the database's time
 * @param pace when the watch begins, and for what it must wait
 */
public record Terms(Tenure tenure, Gate gate, double budget, Pace pace) {}
