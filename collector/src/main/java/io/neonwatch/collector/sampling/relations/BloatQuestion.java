package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.MetricRow;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What tables and indexes waste, by estimate. */
final class BloatQuestion implements SlowQuestion {

    @Override
    public String subject() {
        return "estimates of bloat";
    }

    @Override
    public List<MetricFamily> metrics() {
        return List.of(BloatMetrics.TABLES, BloatMetrics.INDEXES);
    }

    @Override
    public SlowAnswer ask(Connection connection, ColumnWidths widths, int most) throws SQLException {
        List<MetricRow> tables = new ArrayList<>();
        List<MetricRow> indexes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(BloatQuery.of(widths))) {
            statement.setInt(1, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next())
                    if (row.getString("kind").equals("i")) indexes.add(row(row, IndexMetrics.ATTRIBUTES));
                    else tables.add(row(row, BloatMetrics.TABLES.attributes()));
            }
        }
        return new SlowAnswer(
                List.of(new MetricTable(BloatMetrics.TABLES, tables), new MetricTable(BloatMetrics.INDEXES, indexes)),
                widths.shortcoming());
    }

    private static MetricRow row(ResultSet row, List<String> attributes) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String attribute : attributes) values.add(row.getString(attribute));
        return new MetricRow(values, List.of(row.getDouble("bytes"), row.getDouble("share")));
    }
}
