package io.neonwatch.collector.sampling.application;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts metrics into a batch whose names only the application knows: a group for each name and set of labels. */
final class ApplicationBatch {

    private record Shape(String name, List<String> labels) {}

    private ApplicationBatch() {}

    static void add(Exposition exposition, Map<Series, Double> valueBySeries, MetricBatchBuilder batch) {
        Map<Shape, MetricGroupBuilder> groups = new HashMap<>();
        exposition.valueBySeries().keySet().forEach(series -> {
            Double value = valueBySeries.get(series);
            if (value == null) return;
            Shape shape = new Shape(series.name(), List.copyOf(series.labels().keySet()));
            boolean counter = exposition.kindByName().get(series.name()) == SeriesKind.COUNTER;
            groups.computeIfAbsent(shape, wanted -> group(wanted, counter, batch))
                    .row(new ArrayList<>(series.labels().values()), value);
        });
    }

    private static MetricGroupBuilder group(Shape shape, boolean counter, MetricBatchBuilder batch) {
        MetricGroupBuilder group = batch.group(shape.labels().toArray(String[]::new));
        String unit = unit(shape.name());
        return counter ? group.delta(shape.name(), unit) : group.gauge(shape.name(), unit);
    }

    /** By the suffixes that Prometheus recommends; how many there are of something has the unit 1. */
    private static String unit(String name) {
        String base = name.replaceFirst("_(total|sum|gsum)$", "");
        if (base.endsWith("_seconds")) return "s";
        if (base.endsWith("_milliseconds")) return "ms";
        if (base.endsWith("_bytes")) return "By";
        return "1";
    }
}
