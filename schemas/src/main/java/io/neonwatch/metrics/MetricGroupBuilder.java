package io.neonwatch.metrics;

import io.neonwatch.schemas.MetricColumn;
import io.neonwatch.schemas.MetricGroup;
import io.neonwatch.schemas.MetricKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Metrics that share their attribute keys: first name the columns, then add the rows. */
public final class MetricGroupBuilder {

    private final List<String> attributeKeys;
    private final ToIntFunction<String> indexOfString;
    private final List<Integer> attributeValues = new ArrayList<>();
    private final List<MetricColumn> columns = new ArrayList<>();
    private int rows;
    private boolean single;

    MetricGroupBuilder(List<String> attributeKeys, ToIntFunction<String> indexOfString) {
        this.attributeKeys = attributeKeys;
        this.indexOfString = indexOfString;
    }

    public MetricGroupBuilder gauge(String metric, String unit) {
        return column(metric, unit, MetricKind.GAUGE);
    }

    public MetricGroupBuilder delta(String metric, String unit) {
        return column(metric, unit, MetricKind.DELTA);
    }

    /**
     * @param attributes one value for each attribute key, in their order
     * @param values one for each column, in their order; NaN where the row has none
     */
    public MetricGroupBuilder row(List<String> attributes, double... values) {
        if (attributes.size() != attributeKeys.size())
            throw new IllegalArgumentException(
                    "a row needs a value for each of " + attributeKeys + ", and has " + attributes.size());
        if (values.length != columns.size())
            throw new IllegalArgumentException(
                    "a row needs a value for each of " + columns.size() + " columns, and has " + values.length);
        for (String attribute : attributes) attributeValues.add(indexOfString.applyAsInt(attribute));
        for (int column = 0; column < values.length; column++)
            columns.get(column).getValues().add(values[column]);
        rows++;
        return this;
    }

    boolean isSingle() {
        return single;
    }

    /** One more column in a group of one row without attributes. */
    void single(String metric, String unit, MetricKind kind, double value) {
        if (!single) rows++;
        single = true;
        List<Double> values = new ArrayList<>();
        values.add(value);
        columns.add(new MetricColumn(metric, unit, kind, values));
    }

    boolean hasRows() {
        return rows > 0;
    }

    MetricGroup build() {
        return new MetricGroup(attributeKeys, attributeValues, columns);
    }

    MetricGroupBuilder column(String metric, String unit, MetricKind kind) {
        if (rows > 0) throw new IllegalStateException("name all columns before the first row");
        columns.add(new MetricColumn(metric, unit, kind, new ArrayList<>()));
        return this;
    }
}
