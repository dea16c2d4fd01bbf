package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.Instants;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the answer to {@link RelationQuery}. */
final class RelationReader {

    private record Row(
            long id,
            RelationKind kind,
            String schema,
            String name,
            long tableId,
            String state,
            long file,
            Measures measures) {}

    private record Whole(
            Instant observedAt, String epoch, double statisticsAge, ColumnWidths widths, boolean uncounted) {}

    private final ResultSet result;
    private final Set<String> columns = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final Set<Long> locked = new HashSet<>();
    private final Map<Long, String> tableNames = new HashMap<>();
    private final Map<Long, Long> tableByToast = new HashMap<>();
    private final Map<Long, Long> changes = new HashMap<>();
    private final Set<Long> inChange = new HashSet<>();
    private boolean uncounted;

    RelationReader(ResultSet result) {
        this.result = result;
    }

    /** @throws SQLException also where a row is missing that is always there */
    RelationSnapshot read() throws SQLException {
        ResultSetMetaData metadata = result.getMetaData();
        for (int column = 1; column <= metadata.getColumnCount(); column++)
            columns.add(metadata.getColumnLabel(column));
        Whole whole = null;
        while (result.next()) {
            if (result.getString("epoch") != null) whole = whole();
            readRow();
        }
        if (whole == null) throw new SQLException("the server has not said when it answered");
        uncounted = whole.uncounted();
        List<RelationSample> samples = new ArrayList<>(rows.size());
        Map<Long, Storage> storages = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            RelationSample sample = sample(row);
            samples.add(sample);
            storages.put(row.id(), storage(row, sample.relation().tableId()));
        }
        return new RelationSnapshot(
                whole.observedAt(), whole.epoch(), whole.statisticsAge(), samples, storages, locked, whole.widths());
    }

    private Whole whole() throws SQLException {
        ColumnWidths widths = result.getBoolean("sees_widths")
                ? ColumnWidths.CATALOG
                : result.getBoolean("sees_data") ? ColumnWidths.VIEW : ColumnWidths.PARTLY;
        return new Whole(
                Instants.required(result, "observed_at"),
                result.getString("epoch"),
                number("statistics_age"),
                widths,
                result.getBoolean("uncounted"));
    }

    /** In a database without tables there is one row, without a relation. */
    private void readRow() throws SQLException {
        long id = result.getLong("id");
        if (result.wasNull()) return;
        RelationKind kind = RelationKind.of(result.getString("relkind"));
        String name = result.getString("name");
        if (kind == RelationKind.TABLE) {
            tableNames.put(id, name);
            long toastId = result.getLong("toast_id");
            if (!result.wasNull()) tableByToast.put(toastId, id);
        }
        double[] values = new double[Measure.values().length];
        for (Measure measure : Measure.values()) values[measure.ordinal()] = number(measure.column());
        changes.put(id, result.getLong("changes"));
        if (result.getBoolean("in_change")) inChange.add(id);
        if (result.getBoolean("locked")) locked.add(id);
        else
            rows.add(new Row(
                    id,
                    kind,
                    result.getString("schema"),
                    name,
                    kind == RelationKind.INDEX ? result.getLong("table_id") : id,
                    result.getString("state"),
                    result.getLong("file"),
                    Measures.of(measure -> values[measure.ordinal()])));
    }

    private RelationSample sample(Row row) {
        long tableId = row.kind() == RelationKind.TOAST ? tableByToast.getOrDefault(row.id(), 0L) : row.tableId();
        Relation relation = new Relation(
                row.id(),
                row.kind(),
                tableId,
                row.schema(),
                row.name(),
                tableNames.getOrDefault(tableId, ""),
                IndexState.valueOf(row.state()));
        return new RelationSample(relation, row.measures());
    }

    /**
     * What is written to a table is written to its indexes and its TOAST table, too. A standby does not count what it
     * replays, nor anybody with {@code track_counts} off, so there anything may have changed.
     */
    private Storage storage(Row row, long tableId) {
        long both = changes.getOrDefault(tableId, 0L) + (row.id() == tableId ? 0 : changes.getOrDefault(row.id(), 0L));
        return new Storage(row.file(), both, uncounted || inChange.contains(tableId) || inChange.contains(row.id()));
    }

    private double number(String column) throws SQLException {
        if (!columns.contains(column)) return Double.NaN;
        double value = result.getDouble(column);
        return result.wasNull() || Double.isInfinite(value) ? Double.NaN : value;
    }
}
