package io.neonwatch.collector.sampling.relations;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much is written of a database's tables and indexes, under the key {@code relations}. The totals are of all of them
 * whatever these say.
 *
 * @param tables that have series of their own: half of them the largest, the rest those that were read the most; 500 if
 *     left out
 * @param indexes the same; 1,000 if left out
 * @param slowInterval between two looks at what costs more: bloat, redundant indexes, sequences; 10 min if left out
 */
public record RelationsConfig(
        @Nullable Integer tables,
        @Nullable Integer indexes,
        @Nullable Duration slowInterval) {

    public static final RelationsConfig DEFAULT = new RelationsConfig(null, null, null);

    public RelationsConfig {
        tables = Objects.requireNonNullElse(tables, 500);
        indexes = Objects.requireNonNullElse(indexes, 1_000);
        slowInterval = Objects.requireNonNullElse(slowInterval, Duration.ofMinutes(10));
        if (tables < 0 || indexes < 0)
            throw new IllegalArgumentException("tables and indexes must be 0 or more; 0 leaves only the totals");
        if (slowInterval.compareTo(Duration.ofMinutes(1)) < 0)
            throw new IllegalArgumentException("slow_interval must be at least 1m, so as not to burden the database");
    }

    int mostTables() {
        return Objects.requireNonNull(tables);
    }

    int mostIndexes() {
        return Objects.requireNonNull(indexes);
    }

    @Override
    public Duration slowInterval() {
        return Objects.requireNonNull(slowInterval);
    }
}
