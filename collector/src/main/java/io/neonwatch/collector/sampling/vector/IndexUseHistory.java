package io.neonwatch.collector.sampling.vector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last sample of each index, to tell what was asked of it since. For one thread. */
final class IndexUseHistory {

    private Map<Long, IndexSample> lastById = new HashMap<>();
    private String lastEpoch = "";

    /** By the index's id. A new one is known from the second look on. */
    Map<Long, IndexUse> add(String epoch, List<IndexSample> samples) {
        Map<Long, IndexSample> before = epoch.equals(lastEpoch) ? lastById : Map.of();
        Map<Long, IndexSample> next = new HashMap<>();
        Map<Long, IndexUse> uses = new HashMap<>();
        for (IndexSample sample : samples) {
            long id = sample.index().id();
            IndexSample earlier = before.get(id);
            next.put(id, sample);
            uses.put(id, earlier == null ? IndexUse.UNKNOWN : IndexUse.between(earlier, sample));
        }
        lastById = next;
        lastEpoch = epoch;
        return uses;
    }
}
