package io.neonwatch.collector.sampling.relations;

/**
 * Estimates what tables and B-tree indexes waste, from what the last vacuum and analyze left in the catalogs: the pages
 * that the rows would need at the average widths of their columns, against the pages that there are. The formulas are
 * those of ioguix/pgsql-bloat-estimation (table_bloat.sql and btree_bloat.sql), which go back to check_postgres. Nothing
 * is read but catalogs, and nothing is locked. The parameter is the most rows of each kind.
 */
final class BloatQuery {

    private static final String WIDTHS_OF_CATALOG = """
            SELECT starelid, staattnum, stanullfrac, stawidth FROM pg_statistic WHERE NOT stainherit
            """;

    private static final String WIDTHS_OF_VIEW = """
            SELECT c.oid AS starelid, a.attnum AS staattnum, s.null_frac AS stanullfrac, s.avg_width AS stawidth
            FROM pg_stats s
            JOIN pg_namespace n ON n.nspname = s.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
            WHERE NOT s.inherited
            """;

    // A tuple: 4 bytes of pointer; a header of 23, or of 8 in an index, with a bitmap when there are nulls; and the
    // columns; the last two to the next multiple of 8. A page: a header of 24, and 16 more at the end of an index page.
    private static final String TABLES = """
            SELECT c.oid AS id, 'r' AS kind, c.relname AS table_name, c.reltuples AS tuples, c.relpages AS pages,
                   coalesce(substring(array_to_string(c.reloptions, ' ') FROM 'fillfactor=([0-9]+)')::int, 100) AS fill,
                   24 AS page_header,
                   4 + 8 * ceil((23 + CASE WHEN max(w.stanullfrac) > 0 THEN (7 + count(*)) / 8 ELSE 0 END) / 8.0)
                     + 8 * ceil(sum((1 - w.stanullfrac) * w.stawidth) / 8) AS tuple_size
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                                  AND a.attgenerated <> 'v' -- those are not stored
            LEFT JOIN width w ON w.starelid = c.oid AND w.staattnum = a.attnum
            WHERE c.relkind IN ('r', 'm') AND c.relpages > 0 AND c.reltuples >= 0 AND c.relpersistence <> 't'
            GROUP BY c.oid
            HAVING count(*) = count(w.starelid)
            """;

    private static final String INDEXES = """
            SELECT c.oid, 'i', t.relname, c.reltuples, c.relpages,
                   coalesce(substring(array_to_string(c.reloptions, ' ') FROM 'fillfactor=([0-9]+)')::int, 90),
                   40,
                   4 + CASE WHEN max(w.stanullfrac) > 0 THEN 16 ELSE 8 END
                     + 8 * ceil(sum((1 - w.stanullfrac) * w.stawidth) / 8)
            FROM pg_class c
            JOIN pg_am m ON m.oid = c.relam AND m.amname = 'btree'
            JOIN pg_index i ON i.indexrelid = c.oid AND i.indisvalid
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_attribute a ON a.attrelid = c.oid
            CROSS JOIN LATERAL (SELECT i.indkey[a.attnum - 1] AS number OFFSET 0) AS k
            LEFT JOIN width w ON w.starelid = CASE WHEN k.number = 0 THEN c.oid ELSE i.indrelid END
                             AND w.staattnum = CASE WHEN k.number = 0 THEN a.attnum ELSE k.number END
            WHERE c.relkind = 'i' AND c.relpages > 0 AND c.reltuples >= 0 AND c.relpersistence <> 't'
            GROUP BY c.oid, t.relname
            HAVING count(*) = count(w.starelid)
            """;

    private static final String SQL = """
            SELECT /* neonwatch */ *
            FROM (WITH width AS MATERIALIZED (%1$s),
                       tuple AS (%2$s UNION ALL %3$s),
                       waste AS (
                           SELECT t.*, current_setting('block_size')::int AS block,
                                  greatest(0, t.pages - CASE kind WHEN 'i' THEN 1 ELSE 0 END
                                      - ceil(t.tuples / greatest(1, floor((current_setting('block_size')::int
                                          - t.page_header) * t.fill / (100 * t.tuple_size))))) AS wasted
                           FROM tuple t)
                  SELECT w.kind, n.nspname AS "postgresql.schema.name", w.table_name AS "postgresql.table.name",
                         c.relname AS "postgresql.index.name",
                         w.wasted * w.block AS "bytes", w.wasted / w.pages AS "share",
                         row_number() OVER (PARTITION BY w.kind ORDER BY w.wasted DESC) AS place
                  FROM waste w
                  JOIN pg_class c ON c.oid = w.id
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')) AS ranked
            WHERE place <= ?
            ORDER BY kind, place
            """;

    private BloatQuery() {}

    static String of(ColumnWidths widths) {
        return SQL.formatted(widths == ColumnWidths.CATALOG ? WIDTHS_OF_CATALOG : WIDTHS_OF_VIEW, TABLES, INDEXES);
    }
}
