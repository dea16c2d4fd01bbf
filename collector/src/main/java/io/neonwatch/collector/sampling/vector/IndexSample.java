package io.neonwatch.collector.sampling.vector;

/**
 * An index and its counters since the start of the epoch.
 *
 * @param size bytes
 * @param rowsRead entries that scans returned
 * @param blocksFetched read or hit
 */
record IndexSample(
        VectorIndex index, double size, double scans, double rowsRead, double blocksFetched, double blocksHit) {}
