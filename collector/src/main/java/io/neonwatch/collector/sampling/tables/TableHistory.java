package io.neonwatch.collector.sampling.tables;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last sample of each table. Each is compared with its own last one, since a locked table misses rounds. For one
 * thread.
 */
final class TableHistory {

    private record Seen(TableSample sample, Instant at) {}

    private final Map<Long, Seen> lastById = new HashMap<>();
    private String epoch = "";

    /**
     * @param samples of the tables that could be read
     * @param locked ids of those that could not
     * @return a change, perhaps an empty one, for each table that has an earlier sample in the same epoch
     */
    List<TableChange> add(Instant at, String epoch, List<TableSample> samples, Set<Long> locked) {
        if (!epoch.equals(this.epoch)) lastById.clear();
        this.epoch = epoch;
        List<TableChange> changes = new ArrayList<>();
        Map<Long, Seen> next = new HashMap<>();
        for (TableSample sample : samples) {
            Seen last = lastById.get(sample.id());
            next.put(sample.id(), new Seen(sample, at));
            if (last == null || sample.isBehind(last.sample())) continue;
            changes.add(new TableChange(last.sample(), sample, last.at(), Duration.between(last.at(), at)));
        }
        lastById.keySet().retainAll(locked);
        lastById.putAll(next);
        return changes;
    }
}
