package io.neonwatch.collector.sampling.plans;

import io.neonwatch.collector.sampling.QueryTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which plans to look at next: those asked for, then those of queries that have become slow, then those not seen yet,
 * of which the ones that take the most time first. Never more than the hourly bound allows, nor many at once, nor one
 * query too often. Bounded memory. For one thread.
 */
final class PlanQueue {

    private static final int MOST_AT_ONCE = 5;
    private static final int MOST_KNOWN = 5_000;

    private final int perHour;
    private final Duration perQuery;
    private final LatencyHistory latency;
    private final Map<Long, Instant> notBeforeById = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private final Set<Long> waiting = new LinkedHashSet<>();
    private double allowance;
    private Instant filledAt = Instant.MIN;

    PlanQueue(PlansConfig config) {
        this.perHour = config.perHour();
        this.perQuery = config.perQuery();
        this.latency = new LatencyHistory(config.slowedBy());
        this.allowance = config.perHour();
    }

    /**
     * @param totals of all queries that ran
     * @param wanted asked for by others
     * @return query ids, to be looked at now
     */
    List<Long> next(Instant now, List<QueryTotals> totals, Set<Long> wanted) {
        refill(now);
        waiting.addAll(wanted);
        List<QueryTotals> unseen = totals.stream()
                .filter(query -> !latency.slowed(query) || !waiting.add(query.queryId()))
                .filter(query -> !notBeforeById.containsKey(query.queryId()))
                .sorted(Comparator.comparingDouble(QueryTotals::seconds).reversed())
                .toList();
        Set<Long> candidates = new LinkedHashSet<>(waiting);
        unseen.forEach(query -> candidates.add(query.queryId()));
        while (waiting.size() > MOST_KNOWN) waiting.remove(waiting.iterator().next());
        return candidates.stream()
                .filter(id -> !now.isBefore(notBeforeById.getOrDefault(id, Instant.MIN)))
                .limit(Math.min(MOST_AT_ONCE, (long) allowance))
                .toList();
    }

    /** It was looked at, and may be again some time later. */
    void looked(long queryId, Instant now) {
        allowance--;
        postpone(queryId, now.plus(perQuery));
    }

    /** It cannot be looked at. That cost nothing. */
    void never(long queryId) {
        postpone(queryId, Instant.MAX);
    }

    void postpone(long queryId, Instant until) {
        waiting.remove(queryId);
        notBeforeById.put(queryId, until);
    }

    private void refill(Instant now) {
        if (filledAt.isBefore(now) && !filledAt.equals(Instant.MIN)) {
            double hours = Duration.between(filledAt, now).toMillis() / 3_600_000.0;
            allowance = Math.min(perHour, allowance + hours * perHour);
        }
        filledAt = now;
    }
}
