package io.neonwatch.collector.sampling.tables;

/**
 * One table's counters, as PostgreSQL keeps them. Inserted, updated and deleted rows count even if their transaction was
 * rolled back.
 *
 * @param id its {@code oid}: a table that is dropped and made again is another one
 * @param live estimated rows
 * @param maintenance vacuums and analyzes so far; each of them corrects the estimates
 * @param rowsAtMaintenance rows when it was last vacuumed or analyzed; negative if never
 */
record TableSample(
        long id,
        String schema,
        String name,
        long inserted,
        long updated,
        long deleted,
        long live,
        long dead,
        long maintenance,
        double rowsAtMaintenance) {

    /** The best guess at the rows: after a crash {@code live} starts at zero, until the next vacuum or analyze. */
    long rows() {
        return maintenance == 0 ? Math.max(live, (long) rowsAtMaintenance) : live;
    }

    /** Whether the counters started anew after the other sample. */
    boolean isBehind(TableSample other) {
        return inserted < other.inserted || updated < other.updated || deleted < other.deleted;
    }
}
