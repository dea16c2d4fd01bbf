package io.neonwatch.collector.sampling.vector;

/**
 * What was asked of an index in one interval; all NaN where that is not known.
 *
 * @param blocksRead not in shared buffers
 */
record IndexUse(double scans, double rowsRead, double blocksRead, double blocksHit) {

    static final IndexUse UNKNOWN = new IndexUse(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static IndexUse between(IndexSample earlier, IndexSample now) {
        if (now.scans() < earlier.scans() || now.blocksFetched() < earlier.blocksFetched()) return UNKNOWN;
        double fetched = now.blocksFetched() - earlier.blocksFetched();
        double hit = now.blocksHit() - earlier.blocksHit();
        return new IndexUse(now.scans() - earlier.scans(), now.rowsRead() - earlier.rowsRead(), fetched - hit, hit);
    }

    /** NaN without scans. */
    double perScan(double value) {
        return scans == 0 ? Double.NaN : value / scans;
    }
}
