package io.neonwatch.collector.sampling;

import java.util.List;

/**
 * One row of a family.
 *
 * @param attributes one value for each of its attributes, in their order
 * @param values one for each of its metrics, in their order; NaN where there is none
 */
public record MetricRow(List<String> attributes, List<Double> values) {}
