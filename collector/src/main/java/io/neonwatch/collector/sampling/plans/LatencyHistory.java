package io.neonwatch.collector.sampling.plans;

import io.neonwatch.collector.sampling.QueryTotals;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares how long each query takes now with how long it used to. Bounded: what has not run for the longest time is
 * forgotten. For one thread.
 */
final class LatencyHistory {

    private static final int MOST = 5_000;

    /** Calls before there is a usual time, which at first is the mean of these. */
    private static final long CALLS_TO_KNOW = 20;

    /** Calls since the last look before they are compared with the usual. */
    private static final long CALLS_TO_COMPARE = 3;

    /** What one look adds to the usual time; after ten looks half of it is from then. */
    private static final double WEIGHT = 0.067;

    /** Less is within what a busy machine does to any query. */
    private static final double LEAST_SECONDS = 0.001;

    /**
     * @param calls in all, as at the last look with any
     * @param seconds spent in these
     * @param usualSeconds of one call
     */
    private record Seen(long calls, double seconds, double usualSeconds) {}

    private final double factor;
    private final Map<Long, Seen> seenById = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Seen> eldest) {
            return size() > MOST;
        }
    };

    /** @param factor how many times the usual is slow */
    LatencyHistory(double factor) {
        this.factor = factor;
    }

    /** Whether it has become slow since the last look; from then on its new time is the usual one. */
    boolean slowed(QueryTotals totals) {
        // Most queries of a database run now and then, and are not worth the room.
        if (totals.calls() < CALLS_TO_KNOW) return false;
        Seen before = seenById.get(totals.queryId());
        QueryTotals since = before == null
                ? totals
                : totals.since(new QueryTotals(totals.queryId(), before.calls(), before.seconds(), 0));
        if (since.calls() == 0) return false;
        double now = since.meanSeconds();
        boolean slowed = before != null && since.calls() >= CALLS_TO_COMPARE && slow(now, before);
        seenById.put(totals.queryId(), new Seen(totals.calls(), totals.seconds(), slowed ? now : usual(before, now)));
        return slowed;
    }

    private boolean slow(double now, Seen before) {
        return now > before.usualSeconds() * factor && now > before.usualSeconds() + LEAST_SECONDS;
    }

    private static double usual(@Nullable Seen before, double now) {
        return before == null ? now : before.usualSeconds() * (1 - WEIGHT) + now * WEIGHT;
    }
}
