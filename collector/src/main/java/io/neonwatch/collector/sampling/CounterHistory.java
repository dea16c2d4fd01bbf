package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.Metric;
import io.neonwatch.schemas.MetricKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the counters of a family, as the server keeps them, into what was added since the last table. Gauges pass as
 * they are. For one thread.
 *
 * <p>The first table of an epoch has nothing to be compared with: its deltas are NaN, which is no point. A row that
 * appears later counts from zero. A counter that fell was reset: what it shows now was added since.
 */
public final class CounterHistory {

    private Map<List<String>, List<Double>> lastByAttributes = Map.of();
    private @Nullable String lastEpoch;

    /**
     * @param epoch counters are comparable only within one
     * @param now the counters as they stand
     * @return the same rows with deltas in place of counters
     */
    public MetricTable since(String epoch, MetricTable now) {
        boolean comparable = epoch.equals(lastEpoch);
        Map<List<String>, List<Double>> next = HashMap.newHashMap(now.rows().size());
        List<MetricRow> rows = new ArrayList<>();
        for (MetricRow row : now.rows()) {
            next.put(row.attributes(), row.values());
            List<Double> before = comparable ? lastByAttributes.get(row.attributes()) : null;
            rows.add(new MetricRow(row.attributes(), values(now, row.values(), before, comparable)));
        }
        lastByAttributes = next;
        lastEpoch = epoch;
        return new MetricTable(now.family(), rows);
    }

    private static List<Double> values(
            MetricTable table, List<Double> now, @Nullable List<Double> before, boolean comparable) {
        List<Double> values = new ArrayList<>();
        for (int column = 0; column < now.size(); column++) {
            Metric metric = table.family().metrics().get(column);
            if (metric.kind() != MetricKind.DELTA) values.add(now.get(column));
            else values.add(comparable ? added(now.get(column), before == null ? 0 : before.get(column)) : Double.NaN);
        }
        return values;
    }

    /** NaN when the counter has no value now; from zero when it had none before. */
    private static double added(double now, double before) {
        return now < before || Double.isNaN(before) ? now : now - before;
    }
}
