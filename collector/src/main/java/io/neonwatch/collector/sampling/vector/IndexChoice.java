package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.PlanShape;
import io.neonwatch.collector.sampling.RelationName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the planner answers a search with a vector index.
 *
 * @param table that is searched
 * @param rows estimated, of that table
 */
record IndexChoice(RelationName table, double rows, boolean chosen) {

    /**
     * @param indexes that there are
     * @param rowsByTable of tables that are, or have been, searched by a vector index
     * @param floor of rows below which the planner is right to do without an index
     * @return empty where there is nothing to say: the plan reads no such table, or only small ones, or a partial index
     *     might serve that the plan of a query without its constants never takes
     */
    static Optional<IndexChoice> of(
            PlanShape shape,
            DistanceFunction distance,
            Collection<VectorIndex> indexes,
            Map<RelationName, Double> rowsByTable,
            int floor) {
        Map<RelationName, RelationName> tableByIndex = new HashMap<>();
        for (VectorIndex index : indexes) tableByIndex.put(index.name(), index.table());
        Set<RelationName> used = new HashSet<>(shape.indexes());
        used.retainAll(tableByIndex.keySet());
        if (!used.isEmpty()) {
            RelationName table = tableByIndex.get(used.iterator().next());
            return table == null
                    ? Optional.empty()
                    : Optional.of(new IndexChoice(table, rows(table, rowsByTable), true));
        }
        return shape.relations().stream()
                .filter(table -> rows(table, rowsByTable) >= floor)
                .findFirst()
                .filter(table -> indexes.stream().noneMatch(index -> index.partialOf(table, distance)))
                .map(table -> new IndexChoice(table, rows(table, rowsByTable), false));
    }

    private static double rows(RelationName table, Map<RelationName, Double> rowsByTable) {
        return rowsByTable.getOrDefault(table, Double.NaN);
    }
}
