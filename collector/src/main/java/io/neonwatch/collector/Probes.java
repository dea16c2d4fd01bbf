package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.Scope;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.activity.ActivityProbe;
import io.neonwatch.collector.sampling.database.DatabaseProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.collector.sampling.neon.NeonProbe;
import io.neonwatch.collector.sampling.presence.PresenceProbe;
import io.neonwatch.collector.sampling.server.ServerProbe;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.collector.sampling.tables.TablesProbe;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is asked of one target. */
final class Probes {

    private Probes() {}

    /**
     * As the other, with what Neon's API says of a target there.
     *
     * @param computes null where there is no key to Neon's API
     */
    static List<ScheduledProbe> of(
            TargetConfig target, CollectorConfig config, boolean leads, @Nullable NeonComputes computes) {
        List<ScheduledProbe> probes = of(target, config, leads);
        NeonBranch branch = target.neon();
        if (branch == null || computes == null || !leads) return probes;
        NeonProbe neon = new NeonProbe(computes, branch, InstantSource.system());
        ScheduledProbe scheduled =
                ScheduledProbe.of(neon, config.intervals().neon()).oncePerServer();
        return Stream.concat(probes.stream(), Stream.of(scheduled)).toList();
    }

    /**
     * @param leads whether the server as a whole is watched through this target; if not, only what is the database's own
     *     is asked, and whether it is there
     */
    static List<ScheduledProbe> of(TargetConfig target, CollectorConfig config, boolean leads) {
        Origin origin = new Origin(target.id(), config.name());
        Intervals intervals = config.intervals();
        RecoveryMarks marks = new RecoveryMarks();
        // The fastest first: whatever else is due, it must not wait for long.
        List<ScheduledProbe> all = List.of(
                ScheduledProbe.of(
                                new ActivityProbe(config.slowQueryThreshold(), intervals.activity(), marks),
                                intervals.activity())
                        .oncePerServer(),
                ScheduledProbe.vital(new InstanceProbe(), intervals.instance()).oncePerServer(),
                ScheduledProbe.of(new TablesProbe(marks), intervals.tables()),
                ScheduledProbe.of(new StatementsProbe(origin), intervals.statements())
                        .oncePerServer(),
                ScheduledProbe.of(new DatabaseProbe(), intervals.database()).oncePerServer(),
                ScheduledProbe.of(new ServerProbe(), intervals.server()).oncePerServer());
        if (leads) return all;
        ScheduledProbe presence = ScheduledProbe.vital(new PresenceProbe(marks), intervals.instance());
        Stream<ScheduledProbe> own = all.stream().filter(scheduled -> scheduled.scope() == Scope.DATABASE);
        return Stream.concat(Stream.of(presence), own).toList();
    }
}
