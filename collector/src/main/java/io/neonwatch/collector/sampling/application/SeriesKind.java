package io.neonwatch.collector.sampling.application;

import java.util.Locale;
import java.util.Map;

/** What a line's name means, by the type of the metric that it belongs to. */
enum SeriesKind {
    COUNTER,
    GAUGE,
    /** Says nothing of its own, as when a counter began. */
    NEITHER;

    private static final Map<String, SeriesKind> HISTOGRAM =
            Map.of("_bucket", COUNTER, "_count", COUNTER, "_sum", COUNTER, "_created", NEITHER);
    private static final Map<String, SeriesKind> COUNTERS = Map.of("", COUNTER, "_total", COUNTER, "_created", NEITHER);
    private static final Map<String, SeriesKind> SUMMARY =
            Map.of("", GAUGE, "_count", COUNTER, "_sum", COUNTER, "_created", NEITHER);
    private static final Map<String, SeriesKind> GAUGE_HISTOGRAM =
            Map.of("_bucket", GAUGE, "_gcount", GAUGE, "_gsum", GAUGE);

    /** @param typeByMetric as the {@code # TYPE} lines say; without one, what it is cannot be told from a gauge */
    static SeriesKind of(String name, Map<String, String> typeByMetric) {
        SeriesKind whole = of(name, "", typeByMetric);
        if (whole != null) return whole;
        int underscore = name.lastIndexOf('_');
        if (underscore < 0) return GAUGE;
        SeriesKind part = of(name.substring(0, underscore), name.substring(underscore), typeByMetric);
        return part == null ? GAUGE : part;
    }

    private static @org.jspecify.annotations.Nullable SeriesKind of(
            String metric, String suffix, Map<String, String> typeByMetric) {
        String type = typeByMetric.get(metric);
        if (type == null) return null;
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "counter" -> COUNTERS.get(suffix);
            case "histogram" -> HISTOGRAM.get(suffix);
            case "summary" -> SUMMARY.get(suffix);
            case "gaugehistogram" -> GAUGE_HISTOGRAM.get(suffix);
            default -> suffix.isEmpty() || suffix.equals("_info") ? GAUGE : null;
        };
    }
}
