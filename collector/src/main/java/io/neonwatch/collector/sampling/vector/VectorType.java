package io.neonwatch.collector.sampling.vector;

import java.util.Locale;

/** What an index keeps of a vector. */
enum VectorType {
    VECTOR,
    HALFVEC,
    BIT,
    SPARSEVEC,
    OTHER;

    static VectorType of(String type) {
        for (VectorType known : values()) if (known.name().equalsIgnoreCase(type)) return known;
        return OTHER;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of one vector, as pgvector's README gives them; NaN where that depends on the vector. */
    double bytes(double dimensions) {
        return switch (this) {
            case VECTOR -> 4 * dimensions + 8;
            case HALFVEC -> 2 * dimensions + 8;
            case BIT -> Math.ceil(dimensions / 8) + 8;
            case SPARSEVEC, OTHER -> Double.NaN;
        };
    }
}
