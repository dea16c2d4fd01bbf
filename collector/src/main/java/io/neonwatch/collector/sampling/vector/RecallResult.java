package io.neonwatch.collector.sampling.vector;

import java.util.List;
import java.util.Locale;

/** What a run says of one index. */
sealed interface RecallResult {

    VectorIndex index();

    /**
     * @param recalls one for each sampled vector, from 0 to 1
     * @param indexSeconds of each search with the index, round trip included
     * @param exactSeconds of each search without
     */
    record Measured(VectorIndex index, List<Double> recalls, List<Double> indexSeconds, List<Double> exactSeconds)
            implements RecallResult {}

    /** @param remedy what to do about it; empty where there is nothing to be done */
    record Skipped(VectorIndex index, Why why, String remedy) implements RecallResult {}

    /** Why there is no recall. */
    enum Why {
        NOT_VALID,
        TOO_MANY_ROWS,
        NO_VECTORS,
        NO_RIGHT,
        /** The role may do more than other people's code should. */
        TOO_MANY_RIGHTS,
        /** The planner takes another index of the same column, or none. */
        NOT_CHOSEN,
        /** It did not fit into the budget. */
        TOO_SLOW,
        FAILED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
