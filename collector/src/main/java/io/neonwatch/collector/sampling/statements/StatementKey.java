package io.neonwatch.collector.sampling.statements;

/** What {@code pg_stat_statements} counts by. */
record StatementKey(long databaseId, long userId, long queryId, boolean topLevel) {}
