package io.neonwatch.collector.sampling.relations;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * All relations at one moment.
 *
 * @param statisticsAge seconds since the counters were last reset; NaN where they never were
 * @param samples of the relations that could be read
 * @param locked ids of those that could not
 * @param widths where the average widths of columns can be read
 */
record RelationSnapshot(
        Instant observedAt,
        String epoch,
        double statisticsAge,
        List<RelationSample> samples,
        Set<Long> locked,
        ColumnWidths widths) {}
