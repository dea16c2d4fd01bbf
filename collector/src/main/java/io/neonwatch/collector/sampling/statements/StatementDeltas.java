package io.neonwatch.collector.sampling.statements;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What ran between two snapshots.
 *
 * @param intervalStart null for the first snapshot, for the first after a restart, for the first since the user may see
 *     more or less than before, and for the first since the clock was set back, which has entries all the same
 * @param complete false where entries were evicted or reset, so that some work may be missing
 * @param entries those that were executed or planned, each with what was added
 */
record StatementDeltas(@Nullable Instant intervalStart, boolean complete, List<StatementCounters> entries) {

    static StatementDeltas between(@Nullable StatementSnapshot before, StatementSnapshot now) {
        if (before == null) return new StatementDeltas(null, true, List.of());
        if (!before.serverStart().equals(now.serverStart())) return new StatementDeltas(null, false, List.of());
        // Entries that have become visible hold all of history; that is nothing of this interval.
        if (before.seesAll() != now.seesAll()) return new StatementDeltas(null, false, List.of());
        if (!before.resetAt().equals(now.resetAt()))
            return new StatementDeltas(
                    start(now.resetAt(), now),
                    false,
                    added(Map.of(), now.entries().all()));
        Map<StatementKey, StatementCounters> outdated = before.entries().without(now.entries()).stream()
                .collect(Collectors.toMap(StatementCounters::key, Function.identity()));
        List<StatementCounters> changed = now.entries().without(before.entries());
        boolean complete = before.evictions() == now.evictions()
                && changed.stream()
                        .map(StatementCounters::key)
                        .collect(Collectors.toSet())
                        .containsAll(outdated.keySet())
                && changed.stream().allMatch(entry -> goesOn(outdated.get(entry.key()), entry));
        return new StatementDeltas(start(before.observedAt(), now), complete, added(outdated, changed));
    }

    private static @Nullable Instant start(Instant start, StatementSnapshot now) {
        return start.isAfter(now.observedAt()) ? null : start;
    }

    StatementDeltas only(Predicate<StatementCounters> wanted) {
        return new StatementDeltas(
                intervalStart, complete, entries.stream().filter(wanted).toList());
    }

    private static List<StatementCounters> added(
            Map<StatementKey, StatementCounters> before, List<StatementCounters> now) {
        return now.stream()
                .map(entry -> added(before.get(entry.key()), entry))
                .filter(entry -> entry.calls() > 0 || entry.plans() > 0)
                .toList();
    }

    private static StatementCounters added(@Nullable StatementCounters before, StatementCounters now) {
        return before == null || !goesOn(before, now) ? now : now.since(before);
    }

    /** False where the entry was removed and made anew, so that it counts from zero. */
    private static boolean goesOn(@Nullable StatementCounters before, StatementCounters now) {
        return before == null
                || Objects.equals(before.statsSince(), now.statsSince())
                        && !now.counters().anyBelow(before.counters());
    }
}
