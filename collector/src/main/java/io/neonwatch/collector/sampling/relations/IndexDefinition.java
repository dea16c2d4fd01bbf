package io.neonwatch.collector.sampling.relations;

import java.util.List;
import java.util.Set;

/**
 * A valid index, as far as it says what it is good for.
 *
 * @param method such as {@code btree}
 * @param keys in order
 * @param included columns that come along
 * @param predicate of a partial index; empty where it has all rows
 * @param unique whether it keeps rows apart (PRIMARY KEY, UNIQUE, EXCLUDE) or tells them apart (REPLICA IDENTITY)
 * @param constraint whether a constraint owns it
 */
record IndexDefinition(
        long id,
        long tableId,
        String schema,
        String table,
        String name,
        String method,
        List<Key> keys,
        Set<Integer> included,
        String predicate,
        boolean unique,
        boolean constraint,
        double size) {

    /**
     * @param column its number in the table; 0 for an expression
     * @param expression empty for a column
     * @param options bits for DESC and NULLS FIRST
     */
    record Key(int column, String expression, long operatorClass, long collation, int options) {}
}
