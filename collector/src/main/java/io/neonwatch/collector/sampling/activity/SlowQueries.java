package io.neonwatch.collector.sampling.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recognises each slow execution once: while it runs, or right after when it finished between two ticks. It remembers
 * only what the last tick showed, so its memory is bounded by the server's connections. For one thread.
 */
final class SlowQueries {

    /** A session shows an execution a little after the execution has taken its start time. */
    private static final Duration VISIBILITY_DELAY = Duration.ofMillis(100);

    private record Seen(Instant start, boolean recognised) {}

    private final Duration threshold;
    private Map<Session, Seen> lastTick = new HashMap<>();
    private @Nullable Instant lastTickAt;
    private boolean interrupted;

    SlowQueries(Duration threshold) {
        this.threshold = threshold;
    }

    /** Nobody looked for a while: what both started and finished meanwhile is not counted. */
    void interrupted() {
        interrupted = true;
    }

    /** Null before the first. */
    @Nullable
    Instant lastTickAt() {
        return lastTickAt;
    }

    /**
     * @param executions the running ones, and those finished since the last tick after the threshold or more
     * @return the slow ones not returned before
     */
    List<SlowExecution> tick(Instant now, List<Execution> executions) {
        List<SlowExecution> slow = new ArrayList<>();
        Map<Session, Seen> thisTick = new HashMap<>();
        for (Execution execution : executions) {
            Seen seen = lastTick.get(execution.session());
            if (seen != null && !seen.start().equals(execution.start())) seen = null;
            boolean recognised = seen != null && seen.recognised();
            // A session that was idle already at the last tick shows a late end again for every message without a
            // query (a Sync, a Close): it must have been seen running, or have started since.
            boolean counts = execution.running() || seen != null || startedSinceLastTick(execution);
            Duration runningTime = execution.runningTime(now);
            if (!recognised && counts && runningTime.compareTo(threshold) >= 0) {
                slow.add(new SlowExecution(execution, runningTime));
                recognised = true;
            }
            if (execution.running() || recognised)
                thisTick.put(execution.session(), new Seen(execution.start(), recognised));
        }
        lastTick = thisTick;
        lastTickAt = now;
        interrupted = false;
        return slow;
    }

    /**
     * How long until another of these executions passes the threshold. Looking just then sees it, even if its session
     * goes on to the next query right after.
     */
    Optional<Duration> untilNext(Instant now, List<Execution> running) {
        return running.stream()
                .map(execution -> threshold.minus(execution.runningTime(now)))
                .filter(Duration::isPositive)
                .min(Comparator.naturalOrder());
    }

    private boolean startedSinceLastTick(Execution execution) {
        return lastTickAt != null && !interrupted && execution.start().isAfter(lastTickAt.minus(VISIBILITY_DELAY));
    }
}
