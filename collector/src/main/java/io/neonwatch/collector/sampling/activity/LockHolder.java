package io.neonwatch.collector.sampling.activity;

/**
 * A session that others wait for.
 *
 * @param user empty for the server's own processes
 * @param application or the kind of process, as in {@code autovacuum worker}
 */
record LockHolder(int pid, String user, String application, String database, String state) {}
