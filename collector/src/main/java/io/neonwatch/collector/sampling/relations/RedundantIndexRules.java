package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.relations.IndexDefinition.Uniqueness;
import io.neonwatch.collector.sampling.relations.RedundantIndex.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds indexes that could be dropped without a query noticing. Of several that are the same one stays: the one that a
 * constraint needs, else the one that belongs to a partitioned index, else the oldest.
 */
final class RedundantIndexRules {

    private static final Comparator<IndexDefinition> FIRST_TO_KEEP = Comparator.comparing(IndexDefinition::needed)
            .thenComparing(IndexDefinition::unique)
            .thenComparing(IndexDefinition::part)
            .reversed()
            .thenComparing(IndexDefinition::id);

    private RedundantIndexRules() {}

    static List<RedundantIndex> find(Collection<IndexDefinition> indexes) {
        Map<Long, List<IndexDefinition>> byTable = new LinkedHashMap<>();
        for (IndexDefinition index : indexes)
            byTable.computeIfAbsent(index.tableId(), _ -> new ArrayList<>()).add(index);
        List<RedundantIndex> found = new ArrayList<>();
        for (List<IndexDefinition> siblings : byTable.values()) {
            siblings.sort(FIRST_TO_KEEP);
            addOf(siblings, found);
        }
        return found;
    }

    private static void addOf(List<IndexDefinition> siblings, List<RedundantIndex> found) {
        for (IndexDefinition index : siblings) {
            if (index.needed()) continue;
            RedundantIndex redundant = null;
            for (IndexDefinition other : siblings) {
                // Other partitions may have nothing to replace theirs.
                if (other == index || index.part() && !other.part()) continue;
                if (same(index, other) && FIRST_TO_KEEP.compare(other, index) < 0)
                    redundant = new RedundantIndex(index, other, Why.DUPLICATE);
                else if (redundant == null && contained(index, other))
                    redundant = new RedundantIndex(index, other, Why.CONTAINED);
                if (redundant != null && redundant.why() == Why.DUPLICATE) break;
            }
            if (redundant != null) found.add(redundant);
        }
    }

    /** Whether the other serves whatever this one does. */
    private static boolean same(IndexDefinition index, IndexDefinition other) {
        return alike(index, other)
                && index.keys().equals(other.keys())
                && other.included().containsAll(index.included())
                && index.included().containsAll(other.included())
                && refusesAsMuch(other, index);
    }

    private static boolean refusesAsMuch(IndexDefinition other, IndexDefinition index) {
        Uniqueness wanted = index.uniqueness();
        Uniqueness given = other.uniqueness();
        return wanted == null || given != null && given.covers(wanted);
    }

    private static boolean contained(IndexDefinition index, IndexDefinition other) {
        int keys = index.keys().size();
        return alike(index, other)
                && !index.unique()
                && index.method().equals("btree")
                && other.keys().size() >= keys
                && other.keys().subList(0, keys).equals(index.keys())
                && !(other.keys().size() == keys && other.included().equals(index.included()))
                && columns(other).containsAll(index.included());
    }

    private static boolean alike(IndexDefinition index, IndexDefinition other) {
        return index.method().equals(other.method()) && index.predicate().equals(other.predicate());
    }

    private static Set<Integer> columns(IndexDefinition index) {
        Set<Integer> columns = new HashSet<>(index.included());
        index.keys().forEach(key -> columns.add(key.column()));
        return columns;
    }
}
