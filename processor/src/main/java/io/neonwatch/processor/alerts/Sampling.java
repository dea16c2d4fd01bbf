package io.neonwatch.processor.alerts;

import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.processor.lifecycle.Series;
import io.neonwatch.processor.rules.Aggregation;
import io.neonwatch.processor.rules.Expression;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.processor.rules.RuleSet;
import io.neonwatch.schemas.MetricBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what a batch means to the rules. */
final class Sampling {

    private final RuleSet rules;

    Sampling(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * @throws IllegalArgumentException when the batch contradicts itself
     */
    List<Sample> of(MetricBatch batch) {
        List<Sample> samples = new ArrayList<>();
        List<Point> row = new ArrayList<>();
        for (Point point : Points.of(batch, rules::reads)) {
            // The points of a row share one object, and come one after the other.
            if (!row.isEmpty() && !isSameRow(row.getFirst(), point)) {
                addRow(batch.getTarget(), row, samples);
                row.clear();
            }
            row.add(point);
        }
        addRow(batch.getTarget(), row, samples);
        return samples;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSameRow(Point one, Point other) {
        return one.attributes() == other.attributes();
    }

    private void addRow(String target, List<Point> row, List<Sample> samples) {
        for (Point point : row)
            for (Rule rule : rules.triggeredBy(point.metric()))
                if (matches(rule, point)) {
                    Sample sample = sample(rule, target, point, row);
                    if (sample != null) samples.add(sample);
                }
    }

    private static boolean matches(Rule rule, Point point) {
        for (Map.Entry<String, String> wanted : rule.where().entrySet())
            if (!wanted.getValue().equals(point.attributes().get(wanted.getKey()))) return false;
        return true;
    }

    private static @Nullable Sample sample(Rule rule, String target, Point point, List<Point> row) {
        return switch (rule.of()) {
            case Expression.Last _ -> sample(rule, target, point, point.value(), true, point.unit());
            case Expression.Windowed windowed ->
                sample(rule, target, point, point.value(), true, unit(windowed.aggregation(), point));
            case Expression.Ratio ratio -> {
                Point denominator = find(row, ratio.denominator());
                if (denominator == null) yield null;
                boolean conclusive = point.value() >= ratio.floor() && denominator.value() > 0;
                double share = denominator.value() > 0 ? point.value() / denominator.value() : 0;
                yield sample(rule, target, point, share, conclusive, "1");
            }
        };
    }

    private static Sample sample(Rule rule, String target, Point point, double value, boolean conclusive, String unit) {
        String ownUnit = rule.unit();
        return new Sample(
                rule,
                new Series(rule.id(), labels(rule, target, point)),
                value,
                conclusive,
                ownUnit == null ? unit : ownUnit,
                point.attributes());
    }

    private static String unit(Aggregation aggregation, Point point) {
        return aggregation == Aggregation.COUNT ? "{sample}" : point.unit();
    }

    private static SortedMap<String, String> labels(Rule rule, String target, Point point) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (String name : rule.by())
            labels.put(
                    name, name.equals(Rule.TARGET) ? target : point.attributes().getOrDefault(name, ""));
        return labels;
    }

    private static @Nullable Point find(List<Point> row, String metric) {
        for (Point point : row) if (point.metric().equals(metric)) return point;
        return null;
    }
}
