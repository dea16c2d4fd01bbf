package io.neonwatch.collector.sampling.plans;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often plans are looked at, under the key {@code plans} of the collector.
 *
 * @param enabled true if left out
 * @param perHour looks at most in an hour, for each target; 60 if left out
 * @param perQuery a query's plan is looked at again after this at the earliest; 10 minutes if left out
 * @param slowedBy a query that takes this many times as long as it used to is looked at again; 2 if left out
 */
public record PlansConfig(
        @Nullable Boolean enabled,
        @Nullable Integer perHour,
        @Nullable Duration perQuery,
        @Nullable Double slowedBy) {

    public static final PlansConfig DEFAULT = new PlansConfig(null, null, null, null);

    public PlansConfig {
        enabled = Objects.requireNonNullElse(enabled, true);
        perHour = Objects.requireNonNullElse(perHour, 60);
        perQuery = Objects.requireNonNullElse(perQuery, Duration.ofMinutes(10));
        slowedBy = Objects.requireNonNullElse(slowedBy, 2.0);
        if (perHour < 1 || perHour > 3600)
            throw new IllegalArgumentException(
                    "per_hour must be from 1 to 3600; to look at no plans set enabled: false");
        if (perQuery.compareTo(Duration.ofSeconds(1)) < 0)
            throw new IllegalArgumentException("per_query must be at least 1s, so as not to burden the database");
        if (!(slowedBy > 1) || Double.isInfinite(slowedBy))
            throw new IllegalArgumentException("slowed_by must be more than 1, as in 2 for twice as slow");
    }

    @Override
    public Boolean enabled() {
        return Objects.requireNonNull(enabled);
    }

    @Override
    public Integer perHour() {
        return Objects.requireNonNull(perHour);
    }

    @Override
    public Duration perQuery() {
        return Objects.requireNonNull(perQuery);
    }

    @Override
    public Double slowedBy() {
        return Objects.requireNonNull(slowedBy);
    }
}
