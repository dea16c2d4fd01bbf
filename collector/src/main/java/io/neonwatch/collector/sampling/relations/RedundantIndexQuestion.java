package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.MetricRow;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.collector.sampling.relations.IndexDefinition.Key;
import io.neonwatch.collector.sampling.relations.IndexDefinition.Uniqueness;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Indexes that another index of their table makes superfluous. */
final class RedundantIndexQuestion implements SlowQuestion {

    private static final MetricFamily REDUNDANT = MetricFamily.of(
            "pg_index",
            List.of(
                    RelationMetrics.SCHEMA,
                    RelationMetrics.TABLE,
                    RelationMetrics.INDEX,
                    "neonwatch.index.redundancy",
                    "neonwatch.index.kept"),
            Metric.gauge(
                    "neonwatch.index.redundant.size",
                    "By",
                    "Of an index that the other one (kept) replaces: it is a duplicate of it, or contained in its first "
                            + "keys"));

    // NULLS NOT DISTINCT is not a column before PostgreSQL 15.
    // An expression's text can be had only from tables that nobody holds exclusively.
    private static final String SQL = """
            SELECT /* neonwatch */
                   c.oid::bigint AS id, i.indrelid::bigint AS table_id, n.nspname, t.relname AS table_name, c.relname,
                   m.amname, i.indkey::text AS columns, i.indnkeyatts AS key_count, i.indclass::text AS classes,
                   i.indcollation::text AS collations, i.indoption::text AS options,
                   coalesce(pg_get_expr(i.indpred, i.indrelid), '') AS predicate,
                   CASE WHEN i.indexprs IS NOT NULL THEN (
                       SELECT array_agg(pg_get_indexdef(c.oid, k, false) ORDER BY k)
                       FROM generate_series(1, i.indnkeyatts) k) END AS key_texts,
                   i.indisunique, i.indimmediate, to_jsonb(i) -> 'indnullsnotdistinct' = 'true' AS nulls_alike,
                   i.indisreplident OR EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = c.oid) AS is_needed,
                   c.relispartition AS is_part,
                   c.relpages::float8 * current_setting('block_size')::int AS size
            FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_am m ON m.oid = c.relam
            JOIN (SELECT indrelid FROM pg_index GROUP BY 1 HAVING count(*) > 1) AS several USING (indrelid)
            WHERE i.indisvalid AND c.relkind = 'i' AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND NOT EXISTS (SELECT FROM (
                      SELECT relation FROM pg_locks
                      WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      OFFSET 0) AS locked
                  WHERE locked.relation IN (i.indrelid, i.indexrelid))
            """;

    @Override
    public String subject() {
        return "redundant indexes";
    }

    @Override
    public List<MetricFamily> metrics() {
        return List.of(REDUNDANT);
    }

    @Override
    public SlowAnswer ask(Connection connection, ColumnWidths widths, int most) throws SQLException {
        List<IndexDefinition> indexes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) indexes.add(index(row));
        }
        List<MetricRow> rows = RedundantIndexRules.find(indexes).stream()
                .sorted(Comparator.comparingDouble(
                                (RedundantIndex redundant) -> redundant.index().size())
                        .reversed())
                .limit(most)
                .map(RedundantIndexQuestion::row)
                .toList();
        return new SlowAnswer(List.of(new MetricTable(REDUNDANT, rows)), "");
    }

    private static MetricRow row(RedundantIndex redundant) {
        IndexDefinition index = redundant.index();
        return new MetricRow(
                List.of(
                        index.schema(),
                        index.table(),
                        index.name(),
                        redundant.why().name().toLowerCase(Locale.ROOT),
                        redundant.by().name()),
                List.of(index.size()));
    }

    private static IndexDefinition index(ResultSet row) throws SQLException {
        String[] columns = row.getString("columns").split(" ");
        int keyCount = row.getInt("key_count");
        Set<Integer> included = new HashSet<>();
        for (int position = keyCount; position < columns.length; position++)
            included.add(Integer.valueOf(columns[position]));
        return new IndexDefinition(
                row.getLong("id"),
                row.getLong("table_id"),
                row.getString("nspname"),
                row.getString("table_name"),
                row.getString("relname"),
                row.getString("amname"),
                keys(row, columns, keyCount),
                included,
                row.getString("predicate"),
                row.getBoolean("indisunique")
                        ? new Uniqueness(row.getBoolean("nulls_alike"), row.getBoolean("indimmediate"))
                        : null,
                row.getBoolean("is_needed"),
                row.getBoolean("is_part"),
                row.getDouble("size"));
    }

    private static List<Key> keys(ResultSet row, String[] columns, int keyCount) throws SQLException {
        String[] classes = row.getString("classes").split(" ");
        String[] collations = row.getString("collations").split(" ");
        String[] options = row.getString("options").split(" ");
        String[] texts = row.getArray("key_texts") == null
                ? new String[0]
                : (String[]) row.getArray("key_texts").getArray();
        List<Key> keys = new ArrayList<>();
        for (int position = 0; position < keyCount; position++) {
            int column = Integer.parseInt(columns[position]);
            keys.add(new Key(
                    column,
                    column == 0 ? texts[position] : "",
                    Long.parseLong(classes[position]),
                    Long.parseLong(collations[position]),
                    Integer.parseInt(options[position])));
        }
        return keys;
    }
}
