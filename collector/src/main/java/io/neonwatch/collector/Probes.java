package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Gate;
import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.Scope;
import io.neonwatch.collector.sampling.ServerQueries;
import io.neonwatch.collector.sampling.SideSessions;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.activity.ActivityProbe;
import io.neonwatch.collector.sampling.database.DatabaseProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.collector.sampling.neon.BranchGate;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.collector.sampling.neon.NeonProbe;
import io.neonwatch.collector.sampling.plans.PlansProbe;
import io.neonwatch.collector.sampling.presence.PresenceProbe;
import io.neonwatch.collector.sampling.relations.RelationsProbe;
import io.neonwatch.collector.sampling.server.ServerProbe;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.collector.sampling.tables.TablesProbe;
import io.neonwatch.collector.sampling.vector.VectorProbe;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is asked of one target. */
final class Probes {

    private Probes() {}

    /**
     * With what Neon's API says of a target there.
     *
     * @param leads whether the server as a whole is watched through this target; if not, only what is the database's own
     *     is asked, and whether it is there
     * @param serverQueries shared by all targets of a server
     * @param computes null where there is no key to Neon's API
     */
    static List<ScheduledProbe> of(
            TargetConfig target,
            CollectorConfig config,
            boolean leads,
            ServerQueries serverQueries,
            @Nullable NeonComputes computes) {
        NeonBranch branch = target.neon();
        SideSessions sessions =
                branch == null || computes == null ? SideSessions.UNCOUNTED : computes.sideSessions(branch);
        List<ScheduledProbe> probes =
                overSql(target, config, leads, serverQueries, sessions, recallGate(target, config, computes));
        if (branch == null || computes == null || !leads) return probes;
        NeonProbe neon = new NeonProbe(computes, branch, InstantSource.system());
        ScheduledProbe scheduled =
                ScheduledProbe.of(neon, config.intervals().neon()).oncePerServer();
        return Stream.concat(probes.stream(), Stream.of(scheduled)).toList();
    }

    /** For what the target itself is not asked; its own gate is passed by then. */
    private static Gate recallGate(TargetConfig target, CollectorConfig config, @Nullable NeonComputes computes) {
        return config.vector()
                .recall()
                .branchOf(target)
                .filter(branch -> !branch.mayWake())
                .<Gate>map(branch -> new BranchGate(branch.in(target), target.neon(), computes))
                .orElse(Gate.OPEN);
    }

    private static List<ScheduledProbe> overSql(
            TargetConfig target,
            CollectorConfig config,
            boolean leads,
            ServerQueries serverQueries,
            SideSessions sessions,
            Gate recallGate) {
        Origin origin = new Origin(target.id(), config.name());
        Intervals intervals = config.intervals();
        RecoveryMarks marks = new RecoveryMarks();
        QueryActivity queries = serverQueries.of(target.database());
        PlanShapes shapes = new PlanShapes();
        List<ScheduledProbe> probes = new ArrayList<>();
        // The fastest first: whatever else is due, it must not wait for long.
        probes.add(ScheduledProbe.of(
                        new ActivityProbe(config.slowQueryThreshold(), intervals.activity(), marks),
                        intervals.activity())
                .oncePerServer());
        probes.add(
                ScheduledProbe.vital(new InstanceProbe(), intervals.instance()).oncePerServer());
        probes.add(ScheduledProbe.of(new TablesProbe(marks), intervals.tables()));
        probes.add(ScheduledProbe.of(new StatementsProbe(origin, serverQueries), intervals.statements())
                .oncePerServer());
        if (config.plans().enabled())
            probes.add(ScheduledProbe.of(
                    new PlansProbe(origin, config.plans(), queries, shapes, InstantSource.system()),
                    intervals.plans()));
        probes.add(ScheduledProbe.of(new DatabaseProbe(), intervals.database()).oncePerServer());
        probes.add(ScheduledProbe.of(new ServerProbe(), intervals.server()).oncePerServer());
        probes.add(ScheduledProbe.of(new RelationsProbe(config.relations()), intervals.relations()));
        probes.add(ScheduledProbe.of(
                new VectorProbe(config.vector(), target, queries, shapes, sessions, recallGate), intervals.vector()));
        if (leads) return probes;
        ScheduledProbe presence = ScheduledProbe.vital(new PresenceProbe(marks), intervals.instance());
        Stream<ScheduledProbe> own = probes.stream().filter(scheduled -> scheduled.scope() == Scope.DATABASE);
        return Stream.concat(Stream.of(presence), own).toList();
    }
}
