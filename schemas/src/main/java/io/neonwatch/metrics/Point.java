package io.neonwatch.metrics;

import io.neonwatch.schemas.MetricKind;
import java.util.Map;

/**
 * One value of one metric.
 *
 * @param unit UCUM
 * @param attributes unmodifiable; one object for all metrics of a row, so that it may serve as a cheap marker of the row
 */
public record Point(String metric, String unit, MetricKind kind, Map<String, String> attributes, double value) {}
