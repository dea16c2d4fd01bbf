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
import java.util.stream.Stream;

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
            double[] values) {}

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
    private final Map<String, String> schemas = new HashMap<>(); // thousands of relations share a few

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
            else readRow();
        }
        if (whole == null) throw new SQLException("the server has not said when it answered");
        List<RelationSample> samples = new ArrayList<>(rows.size());
        Map<Long, Storage> storages = HashMap.newHashMap(rows.size());
        double observedAt = whole.observedAt().toEpochMilli() / 1e3;
        for (Row row : rows) {
            RelationSample sample = sample(row, observedAt);
            samples.add(sample);
            storages.put(row.id(), storage(row, sample.relation().tableId(), whole.uncounted()));
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

    private void readRow() throws SQLException {
        long id = result.getLong("id");
        RelationKind kind = RelationKind.of(result.getString("relkind"));
        String name = result.getString("name");
        if (kind == RelationKind.TABLE) {
            tableNames.put(id, name);
            long toastId = result.getLong("toast_id");
            if (!result.wasNull()) tableByToast.put(toastId, id);
        }
        double[] values = new double[Measure.values().length];
        for (Measure measure : Measure.values()) values[measure.ordinal()] = value(measure, kind);
        changes.put(id, result.getLong("changes") + (long) upkeep(values));
        if (result.getBoolean("in_change")) inChange.add(id);
        if (result.getBoolean("locked")) locked.add(id);
        else
            rows.add(new Row(
                    id,
                    kind,
                    schemas.computeIfAbsent(result.getString("schema"), schema -> schema),
                    name,
                    kind == RelationKind.INDEX ? result.getLong("table_id") : id,
                    result.getString("state"),
                    result.getLong("file"),
                    values));
    }

    /** NaN where the server does not count it for relations of the kind, or never did what it is the moment of. */
    private double value(Measure measure, RelationKind kind) throws SQLException {
        String column = measure.column();
        if (!columns.contains(column) || measure.ofTables() && kind != RelationKind.TABLE) return Double.NaN;
        double value = result.getDouble(column);
        return measure.age() && result.wasNull() ? Double.NaN : value;
    }

    private static double upkeep(double[] values) {
        return Stream.of(Measure.VACUUMS, Measure.AUTOVACUUMS, Measure.ANALYZES, Measure.AUTOANALYZES)
                .mapToDouble(measure -> values[measure.ordinal()])
                .filter(Double::isFinite)
                .sum();
    }

    private RelationSample sample(Row row, double observedAt) {
        long tableId = row.kind() == RelationKind.TOAST ? tableByToast.getOrDefault(row.id(), 0L) : row.tableId();
        Relation relation = new Relation(
                row.id(),
                row.kind(),
                tableId,
                row.schema(),
                row.name(),
                tableNames.getOrDefault(tableId, ""),
                IndexState.valueOf(row.state()));
        Measures measures = Measures.of(measure -> {
            double value = row.values()[measure.ordinal()];
            return measure.age() ? Math.max(0, observedAt - value) : value;
        });
        return new RelationSample(relation, measures);
    }

    /**
     * What is written to a table is written to its indexes and its TOAST table, too. A standby does not count what it
     * replays, nor anybody with {@code track_counts} off, so there anything may have changed.
     */
    private Storage storage(Row row, long tableId, boolean uncounted) {
        long both = changes.getOrDefault(tableId, 0L) + (row.id() == tableId ? 0 : changes.getOrDefault(row.id(), 0L));
        return new Storage(row.file(), both, uncounted || inChange.contains(tableId) || inChange.contains(row.id()));
    }

    private double number(String column) throws SQLException {
        double value = result.getDouble(column);
        return result.wasNull() ? Double.NaN : value;
    }
}
