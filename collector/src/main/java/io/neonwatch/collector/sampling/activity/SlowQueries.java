package io.neonwatch.collector.sampling.activity;

import io.neonwatch.collector.sampling.LookWish;
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
 * Recognises each slow execution once: while it runs, or right after when it finished between two ticks; and tells once
 * how long it took in all. It remembers only what the last tick showed, so its memory is bounded by the server's
 * connections. For one thread.
 */
final class SlowQueries {

    /** A session shows an execution a little after the execution has taken its start time. */
    private static final Duration VISIBILITY_DELAY = Duration.ofMillis(100);

    /** Before the threshold and no longer: an execution that was seen so late has most likely passed it. */
    static final Duration NEAR = Duration.ofMillis(4);

    private static final Duration JUST = Duration.ofMillis(1);

    /** Where there is budget to spare, an execution is told to have taken too long by one part in so many at most. */
    static final int FINENESS = 32;

    /** After the threshold at the latest, what was seen so late is looked at again; mostly another look comes first. */
    static final Duration AFTERWARDS = Duration.ofMillis(100);

    /** @param near whether it ran and was about to pass the threshold */
    private record Seen(Execution execution, boolean near, boolean recognised, boolean told) {}

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
     * @param executions the running ones, those finished since the last tick after the threshold or more, and where
     *     {@link #someNear} says so those that have started since, however short
     */
    SlowTick tick(Instant now, List<Execution> executions) {
        List<SlowExecution> recognised = new ArrayList<>();
        List<SlowExecution> finished = new ArrayList<>();
        Map<Session, Seen> thisTick = new HashMap<>();
        for (Execution execution : executions) {
            Seen seen = lastTick.remove(execution.session());
            if (seen != null && !seen.execution().start().equals(execution.start())) {
                tellGoneOn(seen, execution.start(), recognised, finished);
                seen = null;
            }
            boolean known = seen != null && seen.recognised();
            // A session that was idle already at the last tick shows a late end again for every message without a
            // query (a Sync, a Close): it must have been seen running, or have started since.
            boolean counts = execution.running() || seen != null || startedSinceLastTick(execution);
            SlowExecution slow = new SlowExecution(execution, execution.runningTime(now));
            if (!known && counts && isSlow(slow)) {
                recognised.add(slow);
                known = true;
            }
            boolean told = seen != null && seen.told();
            if (known && !told && !execution.running()) told = finished.add(slow);
            boolean near = !known && slow.runningTime().compareTo(threshold.minus(NEAR)) >= 0;
            if (execution.running() || known) thisTick.put(execution.session(), new Seen(execution, near, known, told));
        }
        for (Seen gone : lastTick.values())
            if (gone.recognised() && !gone.told()) finished.add(endedBy(now, gone.execution()));
        lastTick = thisTick;
        lastTickAt = now;
        interrupted = false;
        return new SlowTick(recognised, finished);
    }

    /**
     * Whether an execution was about to pass the threshold at the last tick. If its session has gone on by the next, it has
     * passed it, when the start of what followed is past it; so that is to be told, even if it is over already.
     */
    boolean someNear() {
        return lastTick.values().stream().anyMatch(Seen::near);
    }

    private void tellGoneOn(Seen seen, Instant next, List<SlowExecution> recognised, List<SlowExecution> finished) {
        SlowExecution gone = endedBy(next, seen.execution());
        boolean passedUnseen = seen.near() && !interrupted && isSlow(gone);
        if (passedUnseen) recognised.add(gone);
        if (passedUnseen || seen.recognised() && !seen.told()) finished.add(gone);
    }

    private boolean isSlow(SlowExecution execution) {
        return execution.runningTime().compareTo(threshold) >= 0;
    }

    /** Its session has gone on or is gone: it took this long at most. */
    private static SlowExecution endedBy(Instant end, Execution execution) {
        return new SlowExecution(execution, execution.runningTime(end));
    }

    /**
     * A look is needed when another of these executions is about to pass the threshold, and when it has passed it for a
     * while: looking just before it passes sees it, even if its session goes on to the next query right after. So is one
     * after the threshold at the latest, so that each is seen before it passes. Worth a look is one that must just have
     * passed it, since its session may be gone right after; and a slow one whenever it has run a little longer again, so
     * that its end is known as exactly.
     */
    LookWish untilNext(Instant now, List<Execution> running) {
        List<Duration> times =
                running.stream().map(execution -> execution.runningTime(now)).toList();
        Duration needed = times.stream()
                .map(threshold::minus)
                .filter(Duration::isPositive)
                .map(left -> left.compareTo(NEAR) > 0 ? left.minus(NEAR) : left.plus(AFTERWARDS))
                .min(Comparator.naturalOrder())
                .filter(until -> until.compareTo(threshold) < 0)
                .orElse(threshold);
        Optional<Duration> welcome = times.stream()
                .filter(time -> time.compareTo(threshold.minus(NEAR)) >= 0)
                .map(time ->
                        time.compareTo(threshold) < 0 ? threshold.minus(time).plus(JUST) : time.dividedBy(FINENESS))
                .min(Comparator.naturalOrder());
        return new LookWish(Optional.of(needed), welcome);
    }

    private boolean startedSinceLastTick(Execution execution) {
        return lastTickAt != null && !interrupted && execution.start().isAfter(lastTickAt.minus(VISIBILITY_DELAY));
    }
}
