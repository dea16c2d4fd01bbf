package io.neonwatch.collector;

import io.neonwatch.collector.assignment.GroupAssignment;
import io.neonwatch.collector.fleet.discovery.ProjectConfig;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.doctor.BranchExamination;
import io.neonwatch.collector.sampling.doctor.TargetExamination;
import io.neonwatch.collector.sampling.vector.RecallConfig;
import io.neonwatch.neon.NeonClient;
import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.topic.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is looked at before the collector runs. */
public final class CollectorDoctor {

    private CollectorDoctor() {}

    /**
     * @param neon null where there is no key; closed by whoever gives it
     * @param wake whether a suspended compute of Neon may be connected to
     */
    public static List<Examination> examinations(CollectorConfig config, @Nullable NeonClient neon, boolean wake) {
        List<Examination> all = new ArrayList<>();
        for (TargetConfig target : config.targets()) {
            all.add(new TargetExamination(target, neon, wake));
            if (target.databases() != null) all.add(EntryExamination.of(target));
        }
        if (neon != null)
            for (ProjectConfig project : config.projects()) all.add(EntryExamination.of(project, neon, wake));
        all.addAll(branches(config, neon, wake));
        return all;
    }

    /** Where recall is measured in place of the targets; none where it is not measured. */
    private static List<Examination> branches(CollectorConfig config, @Nullable NeonClient neon, boolean wake) {
        List<Examination> all = new ArrayList<>();
        RecallConfig recall = config.vector().recall();
        if (!recall.on()) return all;
        for (TargetConfig target : config.targets())
            recall.branchOf(target).ifPresent(branch -> all.add(examination(branch.in(target), target, neon, wake)));
        return all;
    }

    private static Examination examination(
            TargetConfig copy, TargetConfig original, @Nullable NeonClient neon, boolean wake) {
        String name = original.name() + " recall branch";
        TargetConfig named = new TargetConfig(name, copy.url(), copy.user(), copy.password(), null);
        return new BranchExamination(named, original.neon(), neon, wake);
    }

    /** The projects of Neon that the configuration names, by id. */
    public static Set<String> projects(CollectorConfig config) {
        Set<String> projects = new LinkedHashSet<>();
        for (TargetConfig target : config.targets())
            if (target.neon() != null) projects.add(target.neon().project());
        for (ProjectConfig project : config.projects()) projects.add(project.project());
        return projects;
    }

    /** The consumer groups that the collector is in. */
    public static Set<String> groups(CollectorConfig config) {
        return config.group() == null ? Set.of() : Set.of(GroupAssignment.groupId(config.group()));
    }

    /** What the collector writes to. */
    public static List<Topic<?>> writes() {
        return List.copyOf(CollectorApp.OUTPUT);
    }
}
