package io.neonwatch.collector.sampling.vector;

/**
 * An HNSW or IVFFlat index on its way.
 *
 * @param phase in pgvector's words, such as {@code loading tuples}; {@code waiting} outside of the build itself
 * @param blocksDone of the table
 * @param blocksTotal 0 while it is not known
 * @param tuplesDone vectors in the index; 0 where the version does not say
 */
record IndexBuild(
        int pid,
        String schema,
        String table,
        String method,
        String phase,
        double blocksDone,
        double blocksTotal,
        double tuplesDone) {

    /** From 0 to 1 within the phase; NaN while it is not known. */
    double progress() {
        return blocksTotal == 0 ? Double.NaN : blocksDone / blocksTotal;
    }
}
