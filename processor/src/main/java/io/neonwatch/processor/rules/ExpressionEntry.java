package io.neonwatch.processor.rules;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code of} in a rule file: exactly one function, for example {@code {count: neonwatch.query.slow, within: 1h}}.
 *
 * @param ratio numerator and denominator
 * @param floor of the ratio's numerator; 0 if left out
 */
public record ExpressionEntry(
        @Nullable String last,
        @Nullable String max,
        @Nullable String min,
        @Nullable String avg,
        @Nullable String sum,
        @Nullable String count,
        @Nullable List<String> ratio,
        @Nullable Duration within,
        @Nullable Double floor) {

    public ExpressionEntry {
        expression(last, windowed(max, min, avg, sum, count), ratio, within, floor);
    }

    Expression toExpression() {
        return expression(last, windowed(max, min, avg, sum, count), ratio, within, floor);
    }

    private static Expression expression(
            @Nullable String last,
            Map<Aggregation, String> windowed,
            @Nullable List<String> ratio,
            @Nullable Duration within,
            @Nullable Double floor) {
        int functions = (last == null ? 0 : 1) + windowed.size() + (ratio == null ? 0 : 1);
        if (functions != 1)
            throw new IllegalArgumentException(
                    "give exactly one function: last, max, min, avg, sum, count or ratio; there are " + functions);
        if (within != null && windowed.isEmpty())
            throw new IllegalArgumentException("within belongs to max, min, avg, sum and count only");
        if (floor != null && ratio == null) throw new IllegalArgumentException("floor belongs to ratio only");
        if (last != null) return new Expression.Last(last);
        if (ratio != null) return ratio(ratio, floor == null ? 0 : floor);
        if (within == null) throw new IllegalArgumentException("max, min, avg, sum and count need within, like 5m");
        Map.Entry<Aggregation, String> only = windowed.entrySet().iterator().next();
        return new Expression.Windowed(only.getKey(), only.getValue(), within);
    }

    private static Expression ratio(List<String> metrics, double floor) {
        if (metrics.size() != 2)
            throw new IllegalArgumentException("ratio needs two metrics, [numerator, denominator], not " + metrics);
        return new Expression.Ratio(metrics.getFirst(), metrics.getLast(), floor);
    }

    private static Map<Aggregation, String> windowed(
            @Nullable String max,
            @Nullable String min,
            @Nullable String avg,
            @Nullable String sum,
            @Nullable String count) {
        Map<Aggregation, String> metrics = new EnumMap<>(Aggregation.class);
        if (max != null) metrics.put(Aggregation.MAX, max);
        if (min != null) metrics.put(Aggregation.MIN, min);
        if (avg != null) metrics.put(Aggregation.AVG, avg);
        if (sum != null) metrics.put(Aggregation.SUM, sum);
        if (count != null) metrics.put(Aggregation.COUNT, count);
        return metrics;
    }
}
