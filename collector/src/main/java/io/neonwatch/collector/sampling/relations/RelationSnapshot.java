package io.neonwatch.collector.sampling.relations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All relations at one moment.
 *
 * @param statisticsAge seconds since the counters were last reset; NaN where they never were
 * @param samples of the relations that could be read, without their sizes
 * @param storages by the id of each of these
 * @param locked ids of those that could not
 * @param widths where the average widths of columns can be read
 */
record RelationSnapshot(
        Instant observedAt,
        String epoch,
        double statisticsAge,
        List<RelationSample> samples,
        Map<Long, Storage> storages,
        Set<Long> locked,
        ColumnWidths widths) {

    /** @throws IllegalArgumentException for a relation that was not read */
    Storage storage(long id) {
        Storage storage = storages.get(id);
        if (storage == null) throw new IllegalArgumentException("no relation " + id);
        return storage;
    }
}
