package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.MetricTable;
import java.util.List;

/**
 * @param shortcoming what could not be seen and what to do about it; empty when everything was
 */
record SlowAnswer(List<MetricTable> tables, String shortcoming) {}
