package io.neonwatch.collector.sampling.relations;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A valid index, as far as it says what it is good for.
 *
 * @param method such as {@code btree}
 * @param keys in order
 * @param included columns that come along
 * @param predicate of a partial index; empty where it has all rows
 * @param uniqueness null where it is not unique
 * @param needed whether a constraint or the replica identity is this very index
 * @param part of a partitioned index, with which alone it can be dropped
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
        @Nullable Uniqueness uniqueness,
        boolean needed,
        boolean part,
        double size) {

    boolean unique() {
        return uniqueness != null;
    }

    /**
     * What a unique index refuses.
     *
     * @param nullsAlike a second null, too: NULLS NOT DISTINCT
     * @param immediate at once rather than at the end of the transaction, without which ON CONFLICT does not take it
     */
    record Uniqueness(boolean nullsAlike, boolean immediate) {

        /** Whether whatever the other one guards is guarded by this one, too. */
        boolean covers(Uniqueness other) {
            return (nullsAlike || !other.nullsAlike) && (immediate || !other.immediate);
        }
    }

    /**
     * @param column its number in the table; 0 for an expression
     * @param expression empty for a column
     * @param options bits for DESC and NULLS FIRST
     */
    record Key(int column, String expression, long operatorClass, long collation, int options) {}
}
