package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.plans.PlansConfig;
import io.neonwatch.collector.sampling.relations.RelationsConfig;
import io.neonwatch.collector.sampling.vector.RecallBranch;
import io.neonwatch.collector.sampling.vector.VectorConfig;
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
 * @param plans how often it looks at the plans of queries
 * @param relations how much is written of tables and indexes
 * @param vector how vector search is watched
 * @param targets what it watches, at least one
 */
public record CollectorConfig(
        @Nullable String name,
        @Nullable Duration slowQueryThreshold,
        @Nullable Intervals intervals,
        @Nullable PlansConfig plans,
        @Nullable RelationsConfig relations,
        @Nullable VectorConfig vector,
        List<TargetConfig> targets) {

    public CollectorConfig {
        name = name == null || name.isBlank() ? hostName() : name;
        slowQueryThreshold = Objects.requireNonNullElse(slowQueryThreshold, Duration.ofSeconds(1));
        intervals = Objects.requireNonNullElse(intervals, Intervals.DEFAULT);
        plans = Objects.requireNonNullElse(plans, PlansConfig.DEFAULT);
        relations = Objects.requireNonNullElse(relations, RelationsConfig.DEFAULT);
        vector = Objects.requireNonNullElse(vector, VectorConfig.DEFAULT);
        targets = List.copyOf(targets);
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
        for (RecallBranch branch : vector.recall().branches())
            if (!names.contains(branch.target()))
                throw new IllegalArgumentException(
                        "vector.recall.branches must name targets, and \"" + branch.target() + "\" is none of them");
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
    public PlansConfig plans() {
        return Objects.requireNonNull(plans);
    }

    @Override
    public RelationsConfig relations() {
        return Objects.requireNonNull(relations);
    }

    @Override
    public VectorConfig vector() {
        return Objects.requireNonNull(vector);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "collector";
        }
    }
}
