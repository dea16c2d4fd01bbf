package io.neonwatch.collector.sampling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the database.
 *
 * @param at by its clock
 * @param lsn the write-ahead log position then, as PostgreSQL prints it; null where it is not known
 */
public record RecoveryMark(Instant at, @Nullable String lsn) {}
