package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.Scope;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.activity.ActivityProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.collector.sampling.presence.PresenceProbe;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.collector.sampling.tables.TablesProbe;
import java.util.List;
import java.util.stream.Stream;

/** All that is asked of one target. */
final class Probes {

    private Probes() {}

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
                        .oncePerServer());
        if (leads) return all;
        ScheduledProbe presence = ScheduledProbe.vital(new PresenceProbe(marks), intervals.instance());
        Stream<ScheduledProbe> own = all.stream().filter(scheduled -> scheduled.scope() == Scope.DATABASE);
        return Stream.concat(Stream.of(presence), own).toList();
    }
}
