package io.neonwatch.collector;

import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.plans.PlansConfig;
import io.neonwatch.collector.sampling.relations.RelationsConfig;
import io.neonwatch.collector.sampling.vector.RecallBranch;
import io.neonwatch.collector.sampling.vector.VectorConfig;
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
 * @param group collectors with the same one share the targets; null to watch all of them
 * @param slowQueryThreshold an execution at least this long is slow; 1 s if left out
 * @param plans how often it looks at the plans of queries
 * @param relations how much is written of tables and indexes
 * @param vector how vector search is watched
 * @param spool where records wait while Kafka is away; only in memory if left out
 * @param neon Neon's API, which is asked for the state of computes and for what projects have; null where nothing is on
 *     Neon
 * @param letSuspend whether a compute that nobody else uses is left alone so that Neon can suspend it; true if left out
 * @param budget the share of one core that all probes of a target together may take of the database's time; 0.01 if left
 *     out
 * @param targets databases, and servers whose databases are looked up
 * @param projects of Neon, whose databases are looked up
 */
public record CollectorConfig(
        @Nullable String name,
        @Nullable String group,
        @Nullable Duration slowQueryThreshold,
        @Nullable Intervals intervals,
        @Nullable Limits limits,
        @Nullable SpoolConfig spool,
        @Nullable NeonConfig neon,
        @Nullable Boolean letSuspend,
        @Nullable Double budget,
        @Nullable PlansConfig plans,
        @Nullable RelationsConfig relations,
        @Nullable VectorConfig vector,
        @Nullable List<TargetConfig> targets,
        @Nullable List<ProjectConfig> projects) {

    public CollectorConfig {
        name = name == null || name.isBlank() ? hostName() : name;
        slowQueryThreshold = Objects.requireNonNullElse(slowQueryThreshold, Duration.ofSeconds(1));
        intervals = Objects.requireNonNullElse(intervals, Intervals.DEFAULT);
        plans = Objects.requireNonNullElse(plans, PlansConfig.DEFAULT);
        relations = Objects.requireNonNullElse(relations, RelationsConfig.DEFAULT);
        vector = Objects.requireNonNullElse(vector, VectorConfig.DEFAULT);
        letSuspend = Objects.requireNonNullElse(letSuspend, true);
        budget = Objects.requireNonNullElse(budget, 0.01);
        if (!(budget > 0) || budget > 1)
            throw new IllegalArgumentException("budget must be a share of one core, above 0 and at most 1, as in 0.01");
        limits = Objects.requireNonNullElse(limits, Limits.DEFAULT);
        targets = List.copyOf(Objects.requireNonNullElse(targets, List.of()));
        projects = List.copyOf(Objects.requireNonNullElse(projects, List.of()));
        if (group != null && !group.matches("[A-Za-z0-9._-]{1,64}"))
            throw new IllegalArgumentException("group must be 1 to 64 letters, digits, dots, hyphens or underscores");
        if (!slowQueryThreshold.isPositive())
            throw new IllegalArgumentException("slow_query_threshold must be more than 0, as in 1s");
        if (targets.isEmpty() && projects.isEmpty())
            throw new IllegalArgumentException("targets must name at least one database, or projects a Neon project");
        requireDifferent(targets);
        if (!projects.isEmpty() && neon == null)
            throw new IllegalArgumentException(
                    "projects need neon with an api_key; add it, or name databases as targets");
        Set<String> ids = new HashSet<>();
        for (ProjectConfig project : projects)
            if (!ids.add(project.project()))
                throw new IllegalArgumentException(
                        "projects must be different, and \"" + project.project() + "\" is there twice");
        requireTargets(vector.recall().branches(), targets);
    }

    /** A collector by itself, with nothing to be looked up. */
    public CollectorConfig(
            @Nullable String name,
            @Nullable Duration slowQueryThreshold,
            @Nullable Intervals intervals,
            List<TargetConfig> targets) {
        this(name, null, slowQueryThreshold, intervals, null, null, null, null, null, null, null, null, targets, null);
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

    @Override
    public Limits limits() {
        return Objects.requireNonNull(limits);
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

    @Override
    public List<TargetConfig> targets() {
        return Objects.requireNonNull(targets);
    }

    @Override
    public List<ProjectConfig> projects() {
        return Objects.requireNonNull(projects);
    }

    private static void requireDifferent(List<TargetConfig> targets) {
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (TargetConfig target : targets) {
            if (!names.add(target.name()))
                throw new IllegalArgumentException(
                        "targets must have different names, and \"" + target.name() + "\" is there twice");
            if (!ids.add(target.id()))
                throw new IllegalArgumentException(
                        "targets must be different databases on Neon, and \"" + target.id() + "\" is there twice");
        }
    }

    private static void requireTargets(List<RecallBranch> branches, List<TargetConfig> targets) {
        for (RecallBranch branch : branches) {
            TargetConfig named = targets.stream()
                    .filter(target -> target.name().equals(branch.target()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("vector.recall.branches must name targets, and \""
                            + branch.target() + "\" is none of them"));
            if (named.databases() != null)
                throw new IllegalArgumentException("vector.recall.branches must name targets of one database, and \""
                        + branch.target() + "\" has databases; exclude the database there, and give it a target of its "
                        + "own");
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "collector";
        }
    }
}
