package io.neonwatch.collector.sampling.vector;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;
import java.util.Map;

/** Writes the series of indexes. */
final class IndexRows {

    private IndexRows() {}

    static void add(List<IndexSample> indexes, Map<Long, IndexUse> uses, MetricBatchBuilder batch) {
        MetricGroupBuilder rows = VectorMetrics.INDEX.in(batch);
        for (IndexSample sample : indexes) rows.row(sample.index().attributes(), values(sample));
        MetricGroupBuilder use = VectorMetrics.INDEX_USE.in(batch);
        for (IndexSample sample : indexes)
            use.row(
                    sample.index().attributes(),
                    values(uses.getOrDefault(sample.index().id(), IndexUse.UNKNOWN)));
    }

    private static double[] values(IndexSample sample) {
        VectorIndex index = sample.index();
        return new double[] {
            sample.size(),
            index.valid() ? 1 : 0,
            index.rows(),
            index.dimensions(),
            index.type().bytes(index.dimensions()),
            VectorStorage.savedByHalfvec(index, sample.size()),
            index.m(),
            index.efConstruction(),
            index.lists()
        };
    }

    private static double[] values(IndexUse use) {
        return new double[] {
            use.scans(),
            use.rowsRead(),
            use.blocksRead(),
            use.blocksHit(),
            use.perScan(use.blocksRead()),
            use.perScan(use.blocksHit()),
            use.perScan(use.rowsRead())
        };
    }
}
