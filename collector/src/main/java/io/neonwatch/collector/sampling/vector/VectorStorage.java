package io.neonwatch.collector.sampling.vector;

/**
 * How many vectors fit on a page of an index, from the layouts in pgvector's {@code hnsw.h} and {@code ivfflat.h} (0.8):
 * that, and not the bytes alone, decides what a smaller type saves.
 */
final class VectorStorage {

    private static final double PAGE = 8192 - 24 - 8;
    private static final double POINTER = 4;
    private static final double HNSW_ELEMENT_HEADER = 72;
    private static final double NEIGHBOR = 6;
    private static final double IVFFLAT_HEADER = 8;

    private VectorStorage() {}

    /**
     * Bytes that the index would be smaller by with {@code halfvec} in place of {@code vector}, by estimate; NaN of
     * another type.
     *
     * @param size of the index, bytes
     */
    static double savedByHalfvec(VectorIndex index, double size) {
        if (index.type() != VectorType.VECTOR || Double.isNaN(index.dimensions())) return Double.NaN;
        double now = perPage(index, VectorType.VECTOR);
        double then = perPage(index, VectorType.HALFVEC);
        return size * (1 - now / then);
    }

    private static double perPage(VectorIndex index, VectorType type) {
        double vector = type.bytes(index.dimensions());
        if (index.method().equals("ivfflat")) return fitting(POINTER + aligned(IVFFLAT_HEADER + vector));
        // Nearly all elements are on the lowest layer, which has 2 m neighbors; with each layer there is one in m.
        double neighbors = POINTER + aligned(4 + NEIGHBOR * index.m() * (2 + 1 / (index.m() - 1)));
        return fitting(POINTER + aligned(HNSW_ELEMENT_HEADER + vector) + neighbors);
    }

    /** Whole vectors where they are large; neighbors of a small one may go to another page. */
    private static double fitting(double bytes) {
        return Math.max(1, Math.floor(PAGE / bytes));
    }

    private static double aligned(double bytes) {
        return Math.ceil(bytes / 8) * 8;
    }
}
