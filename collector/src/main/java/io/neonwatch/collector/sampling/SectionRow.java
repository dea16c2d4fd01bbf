package io.neonwatch.collector.sampling;

import java.util.List;

/**
 * One row of a section.
 *
 * @param id of the thing that it is of, as long as the thing exists; its name may change
 */
public record SectionRow(List<String> id, MetricRow row) {}
