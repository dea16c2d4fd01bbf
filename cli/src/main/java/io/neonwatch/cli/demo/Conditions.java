package io.neonwatch.cli.demo;

import io.neonwatch.cli.demo.DemoEvent.ConditionStarted;
import io.neonwatch.metrics.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;

/**
 * Tells from the samples alone when a condition of the script begins, so that the demo does not have to believe the
 * rules it shows.
 */
final class Conditions {

    private record Threshold(String rule, String severity, DoublePredicate exceeded) {}

    private static final Map<String, List<Threshold>> BY_METRIC = Map.of(
            "neonwatch.connections.utilization",
            List.of(
                    new Threshold("connection-pool-saturation", "warning", used -> used > 0.75),
                    new Threshold("connection-pool-saturation", "critical", used -> used > 0.90)),
            "neonwatch.query.duration.max",
            List.of(
                    new Threshold("query-duration", "warning", seconds -> seconds > 5),
                    new Threshold("query-duration", "critical", seconds -> seconds > 10)),
            "neonwatch.query.slow",
            List.of(new Threshold("slow-queries-per-hour", "warning", count -> count > 10)),
            "neonwatch.table.mass_change.rows",
            List.of(new Threshold("mass-change", "critical", rows -> rows >= 100)));

    private final Map<Threshold, Boolean> holding = new HashMap<>();
    private int slowQueries;

    /** Returns what began with this point; the script keeps each condition up until it has been noticed. */
    List<DemoEvent> begunWith(Point point) {
        List<DemoEvent> begun = new ArrayList<>();
        double value = point.metric().equals("neonwatch.query.slow") ? ++slowQueries : point.value();
        for (Threshold threshold : BY_METRIC.getOrDefault(point.metric(), List.of())) {
            boolean holds = threshold.exceeded().test(value);
            Boolean held =
                    holding.put(threshold, holds || (holding.getOrDefault(threshold, false) && isPerTable(point)));
            if (holds && !Boolean.TRUE.equals(held))
                begun.add(new ConditionStarted(threshold.rule(), threshold.severity(), value));
        }
        return begun;
    }

    /** Points of other tables say nothing of whether the condition still holds. */
    private static boolean isPerTable(Point point) {
        return point.metric().equals("neonwatch.table.mass_change.rows");
    }
}
