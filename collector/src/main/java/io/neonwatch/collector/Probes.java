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
import io.neonwatch.collector.sampling.plans.PlansProbe;
import io.neonwatch.collector.sampling.relations.RelationsProbe;
import io.neonwatch.collector.sampling.statements.StatementsProbe;
import io.neonwatch.collector.sampling.tables.TablesProbe;
import io.neonwatch.collector.sampling.vector.VectorProbe;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** All that is asked of one target. */
final class Probes {

    private Probes() {}

    static List<ScheduledProbe> of(TargetConfig target, CollectorConfig config) {
        Origin origin = new Origin(target.id(), config.name());
        Intervals intervals = config.intervals();
        RecoveryMarks marks = new RecoveryMarks();
        QueryActivity queries = new QueryActivity();
        PlanShapes shapes = new PlanShapes();
        List<ScheduledProbe> probes = new ArrayList<>();
        // The fastest first: whatever else is due, it must not wait for long.
        probes.add(ScheduledProbe.of(
                new ActivityProbe(config.slowQueryThreshold(), intervals.activity(), marks), intervals.activity()));
        probes.add(ScheduledProbe.vital(new InstanceProbe(), intervals.instance()));
        probes.add(ScheduledProbe.of(new TablesProbe(marks), intervals.tables()));
        probes.add(ScheduledProbe.of(new StatementsProbe(origin, queries), intervals.statements()));
        if (config.plans().enabled())
            probes.add(ScheduledProbe.of(
                    new PlansProbe(origin, config.plans(), queries, shapes, InstantSource.system()),
                    intervals.plans()));
        probes.add(ScheduledProbe.of(new RelationsProbe(config.relations()), intervals.relations()));
        probes.add(ScheduledProbe.of(new VectorProbe(config.vector(), target, queries, shapes), intervals.vector()));
        return List.copyOf(probes);
    }
}
