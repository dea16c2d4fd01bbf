package io.neonwatch.collector.sampling;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long it is from one round of a probe to the next; at least 100 ms. Each has a default. */
public record Intervals(
        @Nullable Duration instance,
        @Nullable Duration activity,
        @Nullable Duration statements,
        @Nullable Duration tables,
        @Nullable Duration plans,
        @Nullable Duration database,
        @Nullable Duration server,
        @Nullable Duration relations,
        @Nullable Duration vector,
        @Nullable Duration neon,
        @Nullable Duration application) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public static final Intervals DEFAULT = all(null);

    public Intervals {
        instance = checked("instance", instance, Duration.ofSeconds(10));
        activity = checked("activity", activity, Duration.ofSeconds(1));
        statements = checked("statements", statements, Duration.ofSeconds(10));
        tables = checked("tables", tables, Duration.ofSeconds(10));
        plans = checked("plans", plans, Duration.ofSeconds(10));
        database = checked("database", database, Duration.ofSeconds(30));
        server = checked("server", server, Duration.ofSeconds(30));
        relations = checked("relations", relations, Duration.ofSeconds(60));
        vector = checked("vector", vector, Duration.ofSeconds(60));
        neon = checked("neon", neon, Duration.ofSeconds(30));
        application = checked("application", application, Duration.ofSeconds(10));
    }

    /** The same for every probe; null for the defaults. */
    public static Intervals all(@Nullable Duration interval) {
        return new Intervals(
                interval, interval, interval, interval, interval, interval, interval, interval, interval, interval,
                interval);
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

    @Override
    public Duration plans() {
        return Objects.requireNonNull(plans);
    }

    @Override
    public Duration database() {
        return Objects.requireNonNull(database);
    }

    @Override
    public Duration server() {
        return Objects.requireNonNull(server);
    }

    @Override
    public Duration relations() {
        return Objects.requireNonNull(relations);
    }

    @Override
    public Duration vector() {
        return Objects.requireNonNull(vector);
    }

    @Override
    public Duration neon() {
        return Objects.requireNonNull(neon);
    }

    @Override
    public Duration application() {
        return Objects.requireNonNull(application);
    }

    private static Duration checked(String key, @Nullable Duration given, Duration usual) {
        Duration interval = Objects.requireNonNullElse(given, usual);
        if (interval.compareTo(SHORTEST) < 0)
            throw new IllegalArgumentException(key + " must be at least 100ms, so as not to burden the database");
        return interval;
    }
}
