package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the HNSW and IVFFlat indexes of a database, by their access method; those that are locked are left out. */
final class VectorIndexes {

    // MATERIALIZED, so that for each of pgvector's few indexes the rest is looked up, and not the other way round.
    // An index is not touched by name, but its size and its expression are, so locked ones are left out.
    private static final String SQL = """
            SELECT /* neonwatch */
                   v.oid::bigint AS id, n.nspname, t.relname AS table_name, v.relname, v.amname,
                   pg_get_indexdef(v.oid, 1, false) AS expression,
                   coalesce(pg_get_expr(i.indpred, i.indrelid), '') AS predicate,
                   (SELECT o.oprname FROM pg_amop p JOIN pg_operator o ON o.oid = p.amopopr
                    WHERE p.amopfamily = k.opcfamily AND p.amoppurpose = 'o' LIMIT 1) AS operator,
                   format_type(a.atttypid, a.atttypmod) AS type, y.typname,
                   CASE WHEN a.atttypmod > 0 THEN a.atttypmod END AS dimensions,
                   v.reloptions AS options, t.reltuples, t.relpages, i.indisvalid,
                   pg_relation_size(v.oid) AS size,
                   pg_stat_get_numscans(v.oid) AS scans, pg_stat_get_tuples_returned(v.oid) AS rows_read,
                   pg_stat_get_blocks_fetched(v.oid) AS blocks_fetched, pg_stat_get_blocks_hit(v.oid) AS blocks_hit
            FROM (SELECT c.oid, c.relname, c.relnamespace, c.reloptions, m.amname
                  FROM pg_class c JOIN pg_am m ON m.oid = c.relam
                  WHERE c.relkind = 'i' AND c.relpersistence <> 't' AND m.amname IN ('hnsw', 'ivfflat')
                  OFFSET 0) AS v
            JOIN pg_index i ON i.indexrelid = v.oid
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = v.relnamespace
            JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum = 1
            JOIN pg_type y ON y.oid = a.atttypid
            JOIN pg_opclass k ON k.oid = i.indclass[0]
            WHERE v.oid NOT IN (
                    SELECT relation FROM pg_locks
                    WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
              AND t.oid NOT IN (
                    SELECT relation FROM pg_locks
                    WHERE locktype = 'relation' AND mode = 'AccessExclusiveLock'
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            """;

    private VectorIndexes() {}

    static List<IndexSample> read(Connection connection) throws SQLException {
        List<IndexSample> samples = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                double size = row.getDouble("size");
                if (row.wasNull()) continue; // dropped while this was asked
                samples.add(new IndexSample(
                        index(row),
                        size,
                        row.getDouble("scans"),
                        row.getDouble("rows_read"),
                        row.getDouble("blocks_fetched"),
                        row.getDouble("blocks_hit")));
            }
        }
        return samples;
    }

    private static VectorIndex index(ResultSet row) throws SQLException {
        double dimensions = row.getDouble("dimensions");
        if (row.wasNull()) dimensions = Double.NaN;
        double rows = row.getDouble("reltuples");
        String schema = row.getString("nspname");
        return new VectorIndex(
                row.getLong("id"),
                new RelationName(schema, row.getString("table_name")),
                new RelationName(schema, row.getString("relname")),
                row.getString("amname"),
                row.getString("expression"),
                row.getString("predicate"),
                row.getString("operator"),
                row.getString("type"),
                VectorType.of(row.getString("typname")),
                dimensions,
                options(row),
                rows < 0 ? Double.NaN : rows,
                row.getDouble("relpages"),
                row.getBoolean("indisvalid"));
    }

    private static Map<String, String> options(ResultSet row) throws SQLException {
        Map<String, String> options = new HashMap<>();
        if (row.getArray("options") == null) return options;
        for (String option : (String[]) row.getArray("options").getArray()) {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return options;
    }
}
