package io.neonwatch.collector.sampling.activity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that waits for a lock.
 *
 * @param since null for a moment right after it began to wait
 * @param blockers process ids of those it waits for; 0 for a prepared transaction
 */
record LockWait(int pid, @Nullable Instant since, List<Integer> blockers) {}
