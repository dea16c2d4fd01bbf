package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.Optional;

/**
 * When a probe would like to be asked between two of its rounds; in vain where the next round comes first, and later where
 * the budget says so.
 *
 * @param needed after how long it would see what it would miss otherwise
 * @param welcome after how long it would know better what it sees anyway; only where there is budget to spare
 */
public record LookWish(Optional<Duration> needed, Optional<Duration> welcome) {

    public static final LookWish NONE = new LookWish(Optional.empty(), Optional.empty());
}
