package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricFamily;
import java.util.List;

/** What a section was answered with; counters as the server keeps them. */
public record SectionTable(MetricFamily family, List<SectionRow> rows) {

    /** With the ids in place of the attributes. */
    MetricTable byId() {
        return new MetricTable(
                family,
                rows.stream()
                        .map(row -> new MetricRow(row.id(), row.row().values()))
                        .toList());
    }
}
