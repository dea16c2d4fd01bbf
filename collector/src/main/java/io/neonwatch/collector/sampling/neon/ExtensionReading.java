package io.neonwatch.collector.sampling.neon;

import io.neonwatch.collector.sampling.MetricRow;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts what the extension says, one name and value after the other, into rows. Pure but for what it has collected. */
final class ExtensionReading {

    private static final List<String> WAIT_SUFFIXES = List.of("_seconds_bucket", "_seconds_count", "_seconds_sum");

    private final Map<String, Double> cache = new LinkedHashMap<>();
    private final List<MetricRow> workingSet = new ArrayList<>();
    private final Map<String, double[]> waits = new LinkedHashMap<>();
    private final List<MetricRow> buckets = new ArrayList<>();
    private final List<MetricRow> counters = new ArrayList<>();

    void cache(String key, double value) {
        cache.put(key, value);
    }

    void workingSet(String window, double bytes) {
        workingSet.add(new MetricRow(List.of(window), List.of(bytes)));
    }

    /** @param le the bucket's upper limit in seconds, may be infinite; null where the counter is no bucket */
    void counter(String name, @Nullable Double le, double value) {
        for (String suffix : WAIT_SUFFIXES) {
            if (!name.endsWith(suffix)) continue;
            String wait = name.substring(0, name.length() - suffix.length());
            wait(
                    wait.endsWith("_wait") ? wait.substring(0, wait.length() - "_wait".length()) : wait,
                    suffix,
                    le,
                    value);
            return;
        }
        if (name.endsWith("_total")) counters.add(new MetricRow(List.of(name), List.of(value)));
    }

    /** Only of what there was something; counters as they stand. */
    List<MetricTable> tables() {
        List<MetricTable> tables = new ArrayList<>();
        if (!cache.isEmpty()) tables.add(cacheTable());
        add(tables, NeonMetrics.WORKING_SET, workingSet);
        List<MetricRow> waitRows = new ArrayList<>();
        waits.forEach((wait, values) -> waitRows.add(new MetricRow(List.of(wait), List.of(values[0], values[1]))));
        add(tables, NeonMetrics.WAIT, waitRows);
        add(tables, NeonMetrics.WAIT_BUCKETS, buckets);
        add(tables, NeonMetrics.COUNTERS, counters);
        return tables;
    }

    private void wait(String wait, String suffix, @Nullable Double le, double value) {
        if (suffix.equals("_seconds_bucket")) {
            String limit = le == null || le.isInfinite() ? "+Inf" : le.toString();
            buckets.add(new MetricRow(List.of(wait, limit), List.of(value)));
        } else {
            double[] values = waits.computeIfAbsent(wait, _ -> new double[] {Double.NaN, Double.NaN});
            values[suffix.equals("_seconds_count") ? 0 : 1] = value;
        }
    }

    private MetricTable cacheTable() {
        List<Metric> metrics = NeonMetrics.FILE_CACHE.metrics();
        List<String> keys = List.of(
                "file_cache_hits",
                "file_cache_misses",
                "file_cache_writes",
                "file_cache_used_pages",
                "file_cache_limit");
        List<Metric> present = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            Double value = cache.get(keys.get(index));
            if (value == null) continue;
            present.add(metrics.get(index));
            values.add(value);
        }
        MetricFamily narrowed = new MetricFamily(NeonMetrics.FILE_CACHE.source(), List.of(), present);
        return new MetricTable(narrowed, List.of(new MetricRow(List.of(), values)));
    }

    private static void add(List<MetricTable> tables, MetricFamily family, List<MetricRow> rows) {
        if (!rows.isEmpty()) tables.add(new MetricTable(family, rows));
    }
}
