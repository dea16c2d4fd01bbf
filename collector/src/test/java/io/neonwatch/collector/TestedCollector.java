package io.neonwatch.collector;

import io.neonwatch.collector.fleet.Limits;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.publish.spool.SpoolConfig;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.vector.VectorConfig;
import io.neonwatch.neon.NeonConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collector's configuration in which a test says only what matters to it. The budget is all there is. */
final class TestedCollector {

    private final String name;
    private final List<TargetConfig> targets;
    private @Nullable String group;
    private @Nullable Duration slowQueryThreshold;
    private @Nullable Intervals intervals;
    private @Nullable Limits limits;
    private @Nullable SpoolConfig spool;
    private @Nullable NeonConfig neon;
    private @Nullable VectorConfig vector;
    private @Nullable Boolean letSuspend;
    private double budget = 1;
    private List<ProjectConfig> projects = List.of();

    TestedCollector(String name, List<TargetConfig> targets) {
        this.name = name;
        this.targets = targets;
    }

    TestedCollector group(@Nullable String group) {
        this.group = group;
        return this;
    }

    TestedCollector slowQueryThreshold(Duration threshold) {
        this.slowQueryThreshold = threshold;
        return this;
    }

    TestedCollector intervals(Intervals intervals) {
        this.intervals = intervals;
        return this;
    }

    TestedCollector limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    TestedCollector spool(@Nullable SpoolConfig spool) {
        this.spool = spool;
        return this;
    }

    TestedCollector neon(@Nullable NeonConfig neon) {
        this.neon = neon;
        return this;
    }

    TestedCollector letSuspend(boolean letSuspend) {
        this.letSuspend = letSuspend;
        return this;
    }

    TestedCollector budget(double budget) {
        this.budget = budget;
        return this;
    }

    TestedCollector vector(VectorConfig vector) {
        this.vector = vector;
        return this;
    }

    TestedCollector projects(List<ProjectConfig> projects) {
        this.projects = projects;
        return this;
    }

    CollectorConfig config() {
        return new CollectorConfig(
                name,
                group,
                slowQueryThreshold,
                intervals,
                limits,
                spool,
                neon,
                letSuspend,
                budget,
                null,
                null,
                vector,
                targets,
                projects);
    }
}
