package io.neonwatch.collector.sampling.instance;

/**
 * Client sessions that have all of this in common.
 *
 * @param state as in {@code pg_stat_activity}, or {@code starting}, or {@code unknown} where the user may not see it
 */
record Sessions(String state, String database, String user, String application, long count) {}
