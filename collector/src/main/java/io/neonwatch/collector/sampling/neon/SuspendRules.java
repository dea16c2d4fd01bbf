package io.neonwatch.collector.sampling.neon;

import io.neonwatch.neon.Endpoint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a compute is left alone so that Neon can suspend it, and when somebody else must be using it. */
final class SuspendRules {

    /** Neon's own, where the endpoint says 0. */
    static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration LONGEST_GRACE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(200);

    /** How far Neon's clock and the compute's may be apart, and how late our own last query may be counted. */
    static final Duration USUAL_MARGIN = Duration.ofSeconds(5);

    /** A compute that is unused for the timeout is suspended within this time, or is not unused. */
    private static final Duration SUSPENDS_WITHIN = Duration.ofMinutes(1);

    private SuspendRules() {}

    /** How long nobody uses it before Neon suspends it; null for never. */
    static @Nullable Duration timeout(Endpoint endpoint) {
        long seconds = endpoint.suspendTimeoutSeconds();
        if (seconds < 0) return null;
        return seconds == 0 ? USUAL_TIMEOUT : Duration.ofSeconds(seconds);
    }

    /** For how long a compute that nobody else uses is still watched: a fifth of the timeout, a minute at most. */
    static Duration grace(Duration timeout) {
        return shorter(timeout.dividedBy(5), LONGEST_GRACE);
    }

    /** How often to look whether somebody uses it. */
    static Duration lookInterval(Duration timeout) {
        Duration quarter = shorter(grace(timeout).dividedBy(4), LONGEST_LOOK);
        return quarter.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : quarter;
    }

    /**
     * Whether Neon is about to suspend it, or just about to say so: to connect now would wake it, or keep it awake.
     * Neon's time of last activity may lag behind; so a compute that ought to be suspended for longer is in use.
     */
    static boolean aboutToSuspend(Endpoint endpoint, Duration timeout, Instant now) {
        Instant used = later(endpoint.lastActive(), endpoint.startedAt());
        if (used == null) return false;
        Duration unused = Duration.between(used, now);
        return unused.compareTo(timeout.minus(shorter(timeout.dividedBy(10), USUAL_MARGIN))) > 0
                && unused.compareTo(timeout.plus(SUSPENDS_WITHIN)) < 0;
    }

    /**
     * Whether somebody else has used an active compute since it was left alone. Neon's time of last activity has our own
     * queries in it: it counts only when it is later than the last one of them by more than the margin.
     *
     * @param use of the compute, by this collector and by others
     * @param leftAt when it was left alone, by the compute's clock
     * @param now by the collector's clock
     */
    static boolean usedByOthers(
            Endpoint endpoint, ComputeUse use, Instant leftAt, Duration margin, Duration timeout, Instant now) {
        if (use.lastForeign().isAfter(leftAt)) return true;
        Instant startedAt = endpoint.startedAt();
        if (startedAt != null && startedAt.isAfter(leftAt)) return true;
        if (use.inUse()) return false;
        Instant free = use.lastOwn().plus(margin);
        Instant lastActive = endpoint.lastActive();
        if (lastActive != null && lastActive.isAfter(free)) return true;
        return now.isAfter(free.plus(timeout).plus(SUSPENDS_WITHIN));
    }

    /**
     * The next margin: the usual one, unless nobody was found where the last one had made us look. Then it doubles, so
     * that looking cannot keep a compute awake whatever Neon's time of last activity means.
     */
    static Duration nextMargin(Duration margin, boolean found) {
        return found ? USUAL_MARGIN : margin.multipliedBy(2);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isAfter(other) ? one : other;
    }
}
