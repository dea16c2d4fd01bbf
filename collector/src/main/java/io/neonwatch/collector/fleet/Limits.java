package io.neonwatch.collector.fleet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much is done at the same time and how much there may be, under the key {@code limits}; all at least 1.
 *
 * @param perServer connections being opened and rounds of probes under way on one server; 4 if left out
 * @param overall the same on all servers together; 128 if left out
 * @param perEntry databases that are found by one entry of {@code targets} or {@code projects}; 200 if left out
 */
public record Limits(
        @Nullable Integer perServer,
        @Nullable Integer overall,
        @Nullable Integer perEntry) {

    public static final Limits DEFAULT = new Limits(null, null, null);

    public Limits {
        perServer = checked("per_server", perServer, 4);
        overall = checked("overall", overall, 128);
        perEntry = checked("per_entry", perEntry, 200);
    }

    @Override
    public Integer perServer() {
        return Objects.requireNonNull(perServer);
    }

    @Override
    public Integer overall() {
        return Objects.requireNonNull(overall);
    }

    @Override
    public Integer perEntry() {
        return Objects.requireNonNull(perEntry);
    }

    private static Integer checked(String key, @Nullable Integer given, int usual) {
        int limit = Objects.requireNonNullElse(given, usual);
        if (limit < 1) throw new IllegalArgumentException(key + " must be at least 1");
        return limit;
    }
}
