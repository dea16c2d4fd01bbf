package io.neonwatch.collector.sampling.statements;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the collector's own user ran, until it is known whether that is Neonwatch's own work or that of somebody who shares
 * its user. For one thread.
 */
final class HeldBack {

    /** As many as a server has entries, as a rule; where there are more, nothing is held back. */
    private static final int MOST = 5_000;

    private Map<StatementKey, StatementCounters> held = Map.of();

    boolean full() {
        return held.size() >= MOST;
    }

    /** With all that is held back. The same where there is no interval to tell it in. */
    StatementDeltas with(StatementDeltas deltas) {
        if (held.isEmpty() || deltas.intervalStart() == null) return deltas;
        return new StatementDeltas(
                deltas.intervalStart(),
                deltas.complete(),
                List.copyOf(sum(held.values(), deltas.entries()).values()));
    }

    /** @param all from {@link #with} */
    void keep(StatementDeltas all, Predicate<StatementCounters> undecided) {
        List<StatementCounters> kept = all.entries().stream().filter(undecided).toList();
        held = sum(all.intervalStart() == null ? held.values() : List.of(), kept);
    }

    private static Map<StatementKey, StatementCounters> sum(
            Collection<StatementCounters> some, Collection<StatementCounters> others) {
        Map<StatementKey, StatementCounters> sum = new HashMap<>();
        some.forEach(entry -> sum.put(entry.key(), entry));
        others.forEach(entry -> sum.merge(entry.key(), entry, StatementCounters::plus));
        return sum;
    }
}
