package io.neonwatch.collector.sampling.statements;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The entries of {@code pg_stat_statements}, each with its signature: a number that the server makes of what the entry
 * is about and what it has counted, so that the same signature means the same entry as it was. Kept packed, since most
 * stay as they are for long. Immutable.
 */
final class StatementEntries {

    static final StatementEntries NONE = of(Map.of());

    /** In ascending order. */
    private final long[] signatures;

    private final byte[][] entries;

    private StatementEntries(SortedMap<Long, byte[]> packedBySignature) {
        this.signatures =
                packedBySignature.keySet().stream().mapToLong(Long::longValue).toArray();
        this.entries = packedBySignature.values().toArray(byte[][]::new);
    }

    static StatementEntries of(Map<Long, StatementCounters> bySignature) {
        return new StatementEntries(packed(bySignature));
    }

    private static SortedMap<Long, byte[]> packed(Map<Long, StatementCounters> bySignature) {
        SortedMap<Long, byte[]> packed = new TreeMap<>();
        bySignature.forEach((signature, entry) -> packed.put(signature, PackedCounters.pack(entry)));
        return packed;
    }

    int size() {
        return entries.length;
    }

    long[] signatures() {
        return signatures.clone();
    }

    List<StatementCounters> all() {
        return Arrays.stream(entries).map(PackedCounters::unpack).toList();
    }

    StatementEntries changed(Set<Long> outdated, Map<Long, StatementCounters> added) {
        SortedMap<Long, byte[]> bySignature = packed(added);
        for (int index = 0; index < entries.length; index++)
            if (!outdated.contains(signatures[index])) bySignature.put(signatures[index], entries[index]);
        return new StatementEntries(bySignature);
    }

    /** Those that the other ones lack, as they are here. */
    List<StatementCounters> without(StatementEntries others) {
        List<StatementCounters> found = new ArrayList<>();
        for (int index = 0; index < entries.length; index++)
            if (Arrays.binarySearch(others.signatures, signatures[index]) < 0)
                found.add(PackedCounters.unpack(entries[index]));
        return found;
    }
}
