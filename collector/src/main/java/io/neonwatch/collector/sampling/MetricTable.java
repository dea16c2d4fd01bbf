package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Rows of one family. */
public record MetricTable(MetricFamily family, List<MetricRow> rows) {

    /**
     * Reads all rows of an answer whose columns bear the names of the family's attributes and metrics ({@code AS
     * "postgresql.index.scans"}). A metric without a column, as in an older version of PostgreSQL, is left out; null and
     * what is no finite number become NaN, null attributes the empty string. Other columns are ignored.
     *
     * @throws SQLException when an attribute has no column, or a metric's value is no number
     */
    public static MetricTable read(MetricFamily family, ResultSet result) throws SQLException {
        Set<String> columns = columns(result);
        List<Metric> present = family.metrics().stream()
                .filter(metric -> columns.contains(metric.name()))
                .toList();
        MetricFamily narrowed = new MetricFamily(family.source(), family.attributes(), present);
        List<MetricRow> rows = new ArrayList<>();
        while (result.next()) rows.add(row(narrowed, result));
        return new MetricTable(narrowed, rows);
    }

    public void addTo(MetricBatchBuilder batch) {
        MetricGroupBuilder group = family.in(batch);
        for (MetricRow row : rows)
            group.row(
                    row.attributes(),
                    row.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static MetricRow row(MetricFamily family, ResultSet result) throws SQLException {
        List<String> attributes = new ArrayList<>();
        for (String attribute : family.attributes())
            attributes.add(Objects.requireNonNullElse(result.getString(attribute), ""));
        List<Double> values = new ArrayList<>();
        for (Metric metric : family.metrics()) values.add(value(metric, result));
        return new MetricRow(attributes, values);
    }

    private static double value(Metric metric, ResultSet result) throws SQLException {
        double value = result.getDouble(metric.name());
        return result.wasNull() || Double.isInfinite(value) ? Double.NaN : value;
    }

    private static Set<String> columns(ResultSet result) throws SQLException {
        ResultSetMetaData metadata = result.getMetaData();
        Set<String> columns = new HashSet<>();
        for (int column = 1; column <= metadata.getColumnCount(); column++)
            columns.add(metadata.getColumnLabel(column));
        return columns;
    }
}
