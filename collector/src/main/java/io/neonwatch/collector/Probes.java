package io.neonwatch.collector;

import io.neonwatch.collector.sampling.Intervals;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.PlanShapes;
import io.neonwatch.collector.sampling.QueryActivity;
import io.neonwatch.collector.sampling.RecoveryMarks;
import io.neonwatch.collector.sampling.ScheduledProbe;
import io.neonwatch.collector.sampling.TargetConfig;
import io.neonwatch.collector.sampling.activity.ActivityProbe;
import io.neonwatch.collector.sampling.instance.InstanceProbe;
import io.neonwatch.collector.sampling.relations.RelationsProbe;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.collector.sampling.tables.TablesProbe;
import io.neonwatch.collector.sampling.vector.VectorProbe;
import java.util.List;

/** All that is asked of one target. */
final class Probes {

    private Probes() {}

    static List<ScheduledProbe> of(TargetConfig target, CollectorConfig config) {
        Origin origin = new Origin(target.id(), config.name());
        Intervals intervals = config.intervals();
        RecoveryMarks marks = new RecoveryMarks();
        QueryActivity queries = new QueryActivity();
        // The fastest first: whatever else is due, it must not wait for long.
        return List.of(
                ScheduledProbe.of(
                        new ActivityProbe(config.slowQueryThreshold(), intervals.activity(), marks),
                        intervals.activity()),
                ScheduledProbe.vital(new InstanceProbe(), intervals.instance()),
                ScheduledProbe.of(new TablesProbe(marks), intervals.tables()),
                ScheduledProbe.of(new StatementsProbe(origin, queries), intervals.statements()),
                ScheduledProbe.of(new RelationsProbe(config.relations()), intervals.relations()),
                ScheduledProbe.of(
                        new VectorProbe(config.vector(), target, queries, new PlanShapes()), intervals.vector()));
    }
}
