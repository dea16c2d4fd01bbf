package io.neonwatch.collector.sampling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counters of all sections of a statement, turned into what was added since its last answer. For one thread. */
public final class SectionCounters {

    private final List<CounterHistory> histories = new ArrayList<>();
    private @Nullable SectionAnswer last;

    /** @return the tables of the answer with deltas in place of counters */
    public TabularReading since(SectionAnswer now, String shortcoming) {
        while (histories.size() < now.tables().size()) histories.add(new CounterHistory());
        List<MetricTable> tables = new ArrayList<>();
        for (int section = 0; section < now.tables().size(); section++)
            tables.add(deltas(histories.get(section), now.epoch(), now.tables().get(section)));
        Instant start = last != null && last.epoch().equals(now.epoch()) ? last.observedAt() : null;
        last = now;
        return new TabularReading(now.observedAt(), now.epoch(), start, tables, shortcoming);
    }

    /** Compared by id, so that what was only renamed does not count from zero. */
    private static MetricTable deltas(CounterHistory history, String epoch, SectionTable now) {
        List<MetricRow> deltas = history.since(epoch, now.byId()).rows();
        List<MetricRow> rows = new ArrayList<>();
        for (int row = 0; row < deltas.size(); row++)
            rows.add(new MetricRow(
                    now.rows().get(row).row().attributes(), deltas.get(row).values()));
        return new MetricTable(now.family(), rows);
    }
}
