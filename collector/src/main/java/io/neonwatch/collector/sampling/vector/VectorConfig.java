package io.neonwatch.collector.sampling.vector;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How vector search is watched, under the key {@code vector}.
 *
 * @param rowFloor a table with fewer rows is rightly searched without an index; 5,000 if left out
 * @param expectedRows that a search should return where its text does not tell (most do not); learned if left out
 * @param recall how much of what is nearest the indexes find
 */
public record VectorConfig(
        @Nullable Integer rowFloor,
        @Nullable Integer expectedRows,
        @Nullable RecallConfig recall) {

    public static final VectorConfig DEFAULT = new VectorConfig(null, null, null);

    public VectorConfig {
        rowFloor = Objects.requireNonNullElse(rowFloor, 5_000);
        recall = Objects.requireNonNullElse(recall, RecallConfig.DEFAULT);
        if (rowFloor < 0) throw new IllegalArgumentException("row_floor must be 0 or more");
        if (expectedRows != null && expectedRows < 1)
            throw new IllegalArgumentException("expected_rows must be 1 or more; leave it out to have it learned");
    }

    int floor() {
        return Objects.requireNonNull(rowFloor);
    }

    @Override
    public RecallConfig recall() {
        return Objects.requireNonNull(recall);
    }
}
