package io.neonwatch.collector.sampling.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an application's counters into what was added since the last scrape. For one thread.
 *
 * <p>What is new counts from zero, and so does all of an application that has started since. The first scrape of all has
 * nothing to be compared with, nor has one of another process that was there before (a load balancer's other side).
 */
final class ApplicationHistory {

    private @Nullable Exposition last;
    private @Nullable Instant lastAt;

    /**
     * @param intervalStart null where no counter can be compared
     * @param valueBySeries gauges as they are, counters as what was added; without those that cannot be compared
     */
    record Changes(@Nullable Instant intervalStart, Map<Series, Double> valueBySeries) {}

    Changes since(Instant now, Exposition exposition) {
        Exposition before = comparable(exposition);
        Map<Series, Double> values = new HashMap<>();
        exposition.valueBySeries().forEach((series, value) -> {
            if (exposition.kindByName().get(series.name()) != SeriesKind.COUNTER) values.put(series, value);
            else if (before != null)
                values.put(series, added(before.valueBySeries().get(series), value));
        });
        Changes changes = new Changes(before == null ? null : lastAt, values);
        last = exposition;
        lastAt = now;
        return changes;
    }

    private @Nullable Exposition comparable(Exposition now) {
        Exposition before = last;
        Instant then = lastAt;
        if (before == null || then == null || now.epoch().equals(before.epoch())) return before;
        boolean startedSince = now.startedAt() > then.toEpochMilli() / 1000.0;
        return startedSince ? new Exposition(Map.of(), Map.of(), 0, 0, "", now.startedAt()) : null;
    }

    /** A counter that fell was set to zero in between. */
    private static double added(@Nullable Double before, double now) {
        return before == null || now < before ? now : now - before;
    }
}
