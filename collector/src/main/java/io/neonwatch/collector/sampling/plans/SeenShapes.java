package io.neonwatch.collector.sampling.plans;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which shape each query's plan had, for each number of rows that it was asked for: with another number another plan may be
 * the right one, and nothing has changed. Bounded: what has not been seen for the longest time is forgotten. For one thread.
 */
final class SeenShapes {

    private static final int MOST = 5_000;

    /** @param limit 0 where the query has none */
    private record Question(long queryId, long limit) {}

    private final Map<Question, String> hashes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, String> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Remembers the shape.
     *
     * @return null unless the same question was answered by another shape before
     */
    @Nullable
    PlanChange change(long queryId, long limit, String hash) {
        String before = hashes.put(new Question(queryId, limit), hash);
        return before == null || before.equals(hash) ? null : new PlanChange(queryId, before, hash);
    }
}
