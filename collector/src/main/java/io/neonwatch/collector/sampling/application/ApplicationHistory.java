package io.neonwatch.collector.sampling.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an application's counters into what was added since they were last seen. For one thread.
 *
 * <p>All of an application that has started since the last scrape counts from zero. So does what is new in one that is
 * known to be the same process, if nothing was missing from what it told before; else a new counter is only remembered,
 * since it may have been there for long. One that is missing for a while goes on from where it was. The first scrape of
 * all has nothing to be compared with, nor has one of another process that was there before (a load balancer's other
 * side).
 */
final class ApplicationHistory {

    /** Counters remembered that were not in the last scrape. */
    static final int MOST_MISSING = 10_000;

    /** The one that was seen longest ago is the first. */
    private final LinkedHashMap<Series, Double> lastBySeries = new LinkedHashMap<>(16, 0.75f, true);

    private @Nullable Instant lastAt;
    private String epoch = "";

    /** Whether every counter that this process has ever told is remembered. */
    private boolean allKnown;

    /**
     * @param intervalStart null where no counter can be compared
     * @param valueBySeries gauges as they are, counters as what was added; without those that cannot be compared
     */
    record Changes(@Nullable Instant intervalStart, Map<Series, Double> valueBySeries) {}

    Changes since(Instant now, Exposition exposition) {
        Instant then = lastAt;
        boolean same = then != null && exposition.epoch().equals(epoch);
        boolean startedSince = then != null && !same && exposition.startedAt() > then.toEpochMilli() / 1000.0;
        if (!same) {
            lastBySeries.clear();
            allKnown = !exposition.epoch().isEmpty();
        }
        boolean newFromZero = startedSince || same && allKnown;
        Map<Series, Double> values = new HashMap<>();
        exposition.valueBySeries().forEach((series, value) -> {
            if (exposition.kindByName().get(series.name()) == SeriesKind.COUNTER) {
                Double before = lastBySeries.put(series, value);
                if (before != null) values.put(series, added(before, value));
                else if (newFromZero) values.put(series, value);
            } else values.put(series, value);
        });
        forgetWhatIsTooMuch(exposition);
        lastAt = now;
        epoch = exposition.epoch();
        return new Changes(same || startedSince ? then : null, values);
    }

    private void forgetWhatIsTooMuch(Exposition exposition) {
        if (exposition.leftOut() > 0 || exposition.brokenLines() > 0) allKnown = false;
        int most = exposition.valueBySeries().size() + MOST_MISSING;
        Iterator<Series> oldest = lastBySeries.keySet().iterator();
        for (int excess = lastBySeries.size() - most; excess > 0; excess--) {
            oldest.next();
            oldest.remove();
            allKnown = false;
        }
    }

    /** A counter that fell was set to zero in between. */
    private static double added(double before, double now) {
        return now < before ? now : now - before;
    }
}
