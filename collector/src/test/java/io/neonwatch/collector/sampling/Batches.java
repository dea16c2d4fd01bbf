package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.schemas.MetricBatch;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Readings as the batches that they become. */
public final class Batches {

    private Batches() {}

    public static MetricBatch of(Reading reading) {
        MetricBatchBuilder batch =
                new MetricBatchBuilder("target", "probe", reading.observedAt(), reading.observedAt());
        reading.addTo(batch.epoch(reading.epoch()));
        return batch.build();
    }

    public static List<Point> points(Reading reading, String metric) {
        return points(reading, metric, Map.of());
    }

    /** @param attributes that the points have, perhaps among others */
    public static List<Point> points(Reading reading, String metric, Map<String, String> attributes) {
        return StreamSupport.stream(Points.of(of(reading), metric::equals).spliterator(), false)
                .filter(point -> point.attributes().entrySet().containsAll(attributes.entrySet()))
                .toList();
    }

    public static List<Double> values(Reading reading, String metric, Map<String, String> attributes) {
        return points(reading, metric, attributes).stream().map(Point::value).toList();
    }
}
