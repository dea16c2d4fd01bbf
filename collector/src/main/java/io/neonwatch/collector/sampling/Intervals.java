package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long it is from one round of a probe to the next; at least 100 ms. Each has a default. */
public record Intervals(
        @Nullable Duration instance,
        @Nullable Duration activity,
        @Nullable Duration statements,
        @Nullable Duration tables) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public static final Intervals DEFAULT = new Intervals(null, null, null, null);

    public Intervals {
        instance = checked("instance", instance, Duration.ofSeconds(10));
        activity = checked("activity", activity, Duration.ofSeconds(1));
        statements = checked("statements", statements, Duration.ofSeconds(10));
        tables = checked("tables", tables, Duration.ofSeconds(10));
    }

    @Override
    public Duration instance() {
        return Objects.requireNonNull(instance);
    }

    @Override
    public Duration activity() {
        return Objects.requireNonNull(activity);
    }

    @Override
    public Duration statements() {
        return Objects.requireNonNull(statements);
    }

    @Override
    public Duration tables() {
        return Objects.requireNonNull(tables);
    }

    private static Duration checked(String key, @Nullable Duration given, Duration usual) {
        Duration interval = Objects.requireNonNullElse(given, usual);
        if (interval.compareTo(SHORTEST) < 0)
            throw new IllegalArgumentException(key + " must be at least 100ms, so as not to burden the database");
        return interval;
    }
}
