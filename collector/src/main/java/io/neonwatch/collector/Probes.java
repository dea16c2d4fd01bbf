package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.NeonBranch;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.activity.ActivityProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.collector.sampling.neon.NeonComputes;
import io.neonwatch.collector.sampling.neon.NeonProbe;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.collector.sampling.tables.TablesProbe;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is asked of one target. */
final class Probes {

    private Probes() {}

    /** @param computes for targets on Neon; null where there is no key to Neon's API */
    static List<ScheduledProbe> of(TargetConfig target, CollectorConfig config, @Nullable NeonComputes computes) {
        List<ScheduledProbe> probes = new ArrayList<>(of(target, config));
        NeonBranch branch = target.neon();
        if (branch != null && computes != null)
            probes.add(ScheduledProbe.of(
                    new NeonProbe(computes, branch, InstantSource.system()),
                    config.intervals().neon()));
        return List.copyOf(probes);
    }

    private static List<ScheduledProbe> of(TargetConfig target, CollectorConfig config) {
        Origin origin = new Origin(target.id(), config.name());
        Intervals intervals = config.intervals();
        RecoveryMarks marks = new RecoveryMarks();
        // The fastest first: whatever else is due, it must not wait for long.
        return List.of(
                ScheduledProbe.of(
                        new ActivityProbe(config.slowQueryThreshold(), intervals.activity(), marks),
                        intervals.activity()),
                ScheduledProbe.vital(new InstanceProbe(), intervals.instance()),
                ScheduledProbe.of(new TablesProbe(marks), intervals.tables()),
                ScheduledProbe.of(new StatementsProbe(origin), intervals.statements()));
    }
}
