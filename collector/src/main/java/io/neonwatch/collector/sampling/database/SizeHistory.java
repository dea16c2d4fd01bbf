package io.neonwatch.collector.sampling.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last known size of each database. It takes the server a look at every file, so that one is measured in a round,
 * the one whose turn it is, and none more often than every five minutes. For one thread.
 */
final class SizeHistory {

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private record Size(double bytes, Instant at) {}

    private final Map<Long, Size> lastById = new HashMap<>();

    void add(long id, double bytes, Instant at) {
        lastById.put(id, new Size(bytes, at));
    }

    /** Forgets databases that are gone. */
    void retain(Set<Long> ids) {
        lastById.keySet().retainAll(ids);
    }

    /** In bytes, or null when it has not been measured. */
    @Nullable
    Double bytes(long id) {
        Size size = lastById.get(id);
        return size == null ? null : size.bytes();
    }

    /** Those that need not be measured now. */
    List<Long> good(Instant now) {
        return lastById.entrySet().stream()
                .filter(entry -> entry.getValue().at().plus(GOOD_FOR).isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that have been measured, the ones whose turn comes first at the front. */
    List<Long> turns() {
        return lastById.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
