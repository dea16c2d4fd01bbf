package io.neonwatch.collector.sampling.neon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen, over SQL, of others' use of a compute: the same as what Neon itself counts as activity.
 *
 * @param epoch changes with every start of the server
 * @param changedAt the newest change of state of a client's session other than ours, now when one is not idle; null when
 *     there is none, or it may not be seen
 * @param sessions opened since the server's statistics began, ours included
 * @param busy somebody follows the log, or a subscription or an autovacuum works
 */
record Usage(Instant observedAt, String epoch, @Nullable Instant changedAt, long sessions, boolean busy) {}
