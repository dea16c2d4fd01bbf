package io.neonwatch.collector.reference;

import io.neonwatch.metrics.MetricFamily;
import java.time.Duration;
import java.util.List;

/**
 * A probe as the documentation shows it.
 *
 * @param interval the default one
 */
public record DescribedProbe(String name, Duration interval, List<MetricFamily> metrics) {}
