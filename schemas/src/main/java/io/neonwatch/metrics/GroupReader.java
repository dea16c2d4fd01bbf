package io.neonwatch.metrics;

import io.neonwatch.schemas.MetricColumn;
import io.neonwatch.schemas.MetricGroup;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One group of a batch, checked once so that reading its points needs no further checks. */
record GroupReader(
        List<String> keys, List<Integer> attributeValues, List<String> strings, List<MetricColumn> columns, int rows) {

    static GroupReader of(MetricGroup group, List<String> strings, Predicate<String> metrics) {
        List<String> keys = group.getAttributeKeys();
        List<Integer> attributeValues = group.getAttributeValues();
        int rows = rows(group);
        if (attributeValues.size() != (long) rows * keys.size())
            throw new IllegalArgumentException("a group of " + rows + " rows and " + keys.size()
                    + " attribute keys has " + attributeValues.size() + " attribute values");
        for (int index : attributeValues)
            if (index < 0 || index >= strings.size())
                throw new IllegalArgumentException(
                        "an attribute value points to string " + index + " of " + strings.size());
        for (MetricColumn column : group.getColumns())
            if (column.getValues().size() != rows)
                throw new IllegalArgumentException("column " + column.getName() + " has "
                        + column.getValues().size() + " values for " + rows + " rows");
        List<MetricColumn> wanted = group.getColumns().stream()
                .filter(column -> metrics.test(column.getName()))
                .toList();
        return new GroupReader(keys, attributeValues, strings, wanted, rows);
    }

    private static int rows(MetricGroup group) {
        return group.getColumns().isEmpty()
                ? 0
                : group.getColumns().getFirst().getValues().size();
    }

    Cursor cursor() {
        return new Cursor();
    }

    final class Cursor {

        private int row;
        private int column;
        private @Nullable RowAttributes attributes;

        /** The next point of the group, or null at its end. */
        @Nullable
        Point advance() {
            for (; row < rows; row++, column = 0, attributes = null) {
                while (column < columns.size()) {
                    MetricColumn metric = columns.get(column++);
                    double value = metric.getValues().get(row);
                    if (!Double.isNaN(value))
                        return new Point(metric.getName(), metric.getUnit(), metric.getKind(), attributes(), value);
                }
            }
            return null;
        }

        private RowAttributes attributes() {
            RowAttributes known = attributes;
            if (known == null) {
                known = new RowAttributes(keys, strings, attributeValues, row * keys.size());
                attributes = known;
            }
            return known;
        }
    }
}
