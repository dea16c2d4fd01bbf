package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.neon.NeonConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The collector, under the key {@code collector}.
 *
 * @param name of this collector, on every record it writes; the host's name if left out
 * @param slowQueryThreshold an execution at least this long is slow; 1 s if left out
 * @param neon Neon's API, which is asked for the state of computes; null where no target is on Neon
 * @param letSuspend whether a compute that nobody else uses is left alone so that Neon can suspend it; true if left out
 * @param budget the share of one core that all probes of a target together may take of the database's time; 0.01 if left
 *     out
 * @param targets what it watches, at least one
 */
public record CollectorConfig(
        @Nullable String name,
        @Nullable Duration slowQueryThreshold,
        @Nullable Intervals intervals,
        @Nullable NeonConfig neon,
        @Nullable Boolean letSuspend,
        @Nullable Double budget,
        List<TargetConfig> targets) {

    public CollectorConfig {
        name = name == null || name.isBlank() ? hostName() : name;
        slowQueryThreshold = Objects.requireNonNullElse(slowQueryThreshold, Duration.ofSeconds(1));
        intervals = Objects.requireNonNullElse(intervals, Intervals.DEFAULT);
        letSuspend = Objects.requireNonNullElse(letSuspend, true);
        budget = Objects.requireNonNullElse(budget, 0.01);
        targets = List.copyOf(targets);
        if (!(budget > 0) || budget > 1)
            throw new IllegalArgumentException("budget must be a share of one core, above 0 and at most 1, as in 0.01");
        if (!slowQueryThreshold.isPositive())
            throw new IllegalArgumentException("slow_query_threshold must be more than 0, as in 1s");
        if (targets.isEmpty()) throw new IllegalArgumentException("targets must name at least one database");
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (TargetConfig target : targets) {
            if (!names.add(target.name()))
                throw new IllegalArgumentException(
                        "targets must have different names, and \"" + target.name() + "\" is there twice");
            if (!ids.add(target.id()))
                throw new IllegalArgumentException(
                        "targets must be different databases, and \"" + target.id() + "\" is there twice");
        }
    }

    /** Without anything of Neon. */
    public CollectorConfig(
            @Nullable String name,
            @Nullable Duration slowQueryThreshold,
            @Nullable Intervals intervals,
            List<TargetConfig> targets) {
        this(name, slowQueryThreshold, intervals, null, null, null, targets);
    }

    @Override
    public String name() {
        return Objects.requireNonNull(name);
    }

    @Override
    public Duration slowQueryThreshold() {
        return Objects.requireNonNull(slowQueryThreshold);
    }

    @Override
    public Intervals intervals() {
        return Objects.requireNonNull(intervals);
    }

    @Override
    public Boolean letSuspend() {
        return Objects.requireNonNull(letSuspend);
    }

    @Override
    public Double budget() {
        return Objects.requireNonNull(budget);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "collector";
        }
    }
}
