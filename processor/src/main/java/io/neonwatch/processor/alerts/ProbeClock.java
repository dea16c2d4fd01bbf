package io.neonwatch.processor.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How far one probe of a target has come, and how often it reports.
 *
 * @param observedAt event time of its newest batch
 * @param collectedAt when the collector had that batch
 * @param spacings event time between its newest batches, at most three
 */
public record ProbeClock(Instant observedAt, Instant collectedAt, List<Duration> spacings) {

    private static final int REMEMBERED = 3;
    private static final int SPACINGS_TO_GAP = 3;
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(30);

    /** How a batch relates to the ones before it. */
    public enum Order {
        NEXT,
        /** Its event time is far back, yet it was collected later: the clock was set back. */
        CLOCK_SET_BACK,
        /** A repeat, or older than what was seen: it says nothing new. */
        STALE
    }

    static ProbeClock first(Instant observedAt, Instant collectedAt) {
        return new ProbeClock(observedAt, collectedAt, List.of());
    }

    Order order(Instant observed, Instant collected) {
        if (observed.isAfter(observedAt)) return Order.NEXT;
        boolean farBack = observed.plus(maxGap()).isBefore(observedAt);
        return farBack && collected.isAfter(collectedAt) ? Order.CLOCK_SET_BACK : Order.STALE;
    }

    ProbeClock advanced(Instant observed, Instant collected) {
        Duration spacing = Duration.between(observedAt, observed);
        if (!spacing.isPositive()) return new ProbeClock(observed, collected, spacings);
        List<Duration> newest = new ArrayList<>(spacings);
        newest.add(spacing);
        if (newest.size() > REMEMBERED) newest.removeFirst();
        return new ProbeClock(observed, collected, List.copyOf(newest));
    }

    /** A longer silence than this is a gap: three times the usual spacing, and never less than 30 s. */
    Duration maxGap() {
        if (spacings.isEmpty()) return SHORTEST_GAP;
        List<Duration> sorted = new ArrayList<>(spacings);
        Collections.sort(sorted);
        // The lower middle, so that one gap among few spacings does not pass for the usual.
        Duration gap = sorted.get((sorted.size() - 1) / 2).multipliedBy(SPACINGS_TO_GAP);
        return gap.compareTo(SHORTEST_GAP) < 0 ? SHORTEST_GAP : gap;
    }
}
