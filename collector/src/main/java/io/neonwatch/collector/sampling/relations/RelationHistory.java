package io.neonwatch.collector.sampling.relations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last sample of each relation, by its id: a renamed one is the same, and a locked one is compared with what it was
 * before it was locked. For one thread.
 */
final class RelationHistory {

    private final Map<Long, Measures> lastById = new HashMap<>();
    private Set<Long> unseen = Set.of();
    private @Nullable String lastEpoch;

    /**
     * @param epoch counters are comparable only within one
     * @param samples of the relations that could be read
     * @param locked ids of those that could not
     */
    List<RelationChange> add(String epoch, List<RelationSample> samples, Set<Long> locked) {
        boolean comparable = epoch.equals(lastEpoch);
        if (!comparable) {
            lastById.clear();
            unseen = Set.of();
        }
        List<RelationChange> changes = new ArrayList<>(samples.size());
        Map<Long, Measures> next = HashMap.newHashMap(samples.size());
        for (RelationSample sample : samples) {
            long id = sample.relation().id();
            next.put(id, sample.measures());
            Measures before = lastById.get(id);
            // New since the last look, unless it was only hidden from it.
            if (before == null && comparable && !unseen.contains(id)) before = Measures.none();
            changes.add(change(sample, before));
        }
        lastById.keySet().retainAll(locked);
        lastById.putAll(next);
        unseen = new HashSet<>(locked);
        unseen.removeAll(lastById.keySet());
        lastEpoch = epoch;
        return changes;
    }

    private static RelationChange change(RelationSample sample, @Nullable Measures before) {
        Measures now = sample.measures();
        if (before == null) return new RelationChange(sample.relation(), now, now.withoutCounters(), Double.NaN);
        double sizeBefore = before.get(Measure.SIZE);
        double growth = now.get(Measure.SIZE) - (Double.isNaN(sizeBefore) ? 0 : sizeBefore);
        return new RelationChange(sample.relation(), now, now.since(before), growth);
    }
}
