package io.neonwatch.collector.sampling.statements;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The entries of {@code pg_stat_statements}, each with its signature: a number that the server makes of what the entry
 * is about and what it has counted, so that the same signature means the same entry as it was. Immutable.
 */
final class StatementEntries {

    static final StatementEntries NONE = of(Map.of());

    /** In ascending order. */
    private final long[] signatures;

    private final StatementCounters[] entries;

    private StatementEntries(long[] signatures, StatementCounters[] entries) {
        this.signatures = signatures;
        this.entries = entries;
    }

    static StatementEntries of(Map<Long, StatementCounters> bySignature) {
        TreeMap<Long, StatementCounters> sorted = new TreeMap<>(bySignature);
        return new StatementEntries(
                sorted.keySet().stream().mapToLong(Long::longValue).toArray(),
                sorted.values().toArray(StatementCounters[]::new));
    }

    int size() {
        return entries.length;
    }

    long[] signatures() {
        return signatures.clone();
    }

    List<StatementCounters> all() {
        return List.of(entries);
    }

    StatementEntries changed(Set<Long> outdated, Map<Long, StatementCounters> added) {
        Map<Long, StatementCounters> bySignature = new TreeMap<>(added);
        for (int index = 0; index < entries.length; index++)
            if (!outdated.contains(signatures[index])) bySignature.put(signatures[index], entries[index]);
        return of(bySignature);
    }

    /** Those that the other ones lack, as they are here. */
    List<StatementCounters> without(StatementEntries others) {
        List<StatementCounters> found = new ArrayList<>();
        for (int index = 0; index < entries.length; index++)
            if (Arrays.binarySearch(others.signatures, signatures[index]) < 0) found.add(entries[index]);
        return found;
    }
}
