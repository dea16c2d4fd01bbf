package io.neonwatch.collector.sampling.relations;

import java.util.List;

/**
 * A table, its TOAST table, or an index.
 *
 * @param id its {@code oid}: what is dropped and made again is another one
 * @param tableId of the table that it belongs to; its own for a table
 * @param tableName empty where the table is temporary or gone
 * @param state of an index
 */
record Relation(
        long id, RelationKind kind, long tableId, String schema, String name, String tableName, IndexState state) {

    /** As in {@code TablesMetrics} and {@code IndexMetrics}. */
    List<String> attributes() {
        return kind == RelationKind.INDEX ? List.of(schema, tableName, name) : List.of(schema, name);
    }
}
