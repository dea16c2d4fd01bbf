package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.MetricRow;
import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much of each sequence is used up. It ends with its own range or with the type of a column that it fills, whichever
 * comes first. A column's type may be a domain.
 */
final class SequenceQuestion implements SlowQuestion {

    private static final MetricFamily SEQUENCES = MetricFamily.of(
            "pg_sequence",
            List.of(
                    "postgresql.schema.name",
                    "neonwatch.sequence.name",
                    "postgresql.table.name",
                    "neonwatch.column.name"),
            Metric.gauge(
                    "neonwatch.sequence.used.share",
                    "1",
                    "Of the numbers up to the end of the sequence, or of the type of the column that it fills if that "
                            + "comes first; 0 for one that has not been used, no point for one that starts over"),
            Metric.gauge("neonwatch.sequence.left", "{number}", "How many are left"));

    private static final String HIDDEN = "the user may not read some sequences; as their owner run: "
            + "GRANT SELECT ON ALL SEQUENCES IN SCHEMA <the schema> TO <the user>";

    // Reading a sequence locks it against changes of its definition: one whose definition is being changed is left out.
    private static final String SQL = """
            SELECT /* neonwatch */ *, bool_or(NOT is_visible) OVER () AS some_hidden,
                   CASE WHEN NOT cycles AND is_visible THEN greatest(0, used / greatest(1, used + room)) END AS share,
                   CASE WHEN NOT cycles AND is_visible THEN floor(greatest(0, room) / step) END AS numbers_left
            FROM (SELECT n.nspname AS "postgresql.schema.name", c.relname AS "neonwatch.sequence.name",
                         filled.relname AS "postgresql.table.name", filled.attname AS "neonwatch.column.name",
                         s.seqcycle AS cycles, visible.is AS is_visible, abs(s.seqincrement)::float8 AS step,
                         CASE WHEN NOT visible.is THEN NULL
                              WHEN s.seqincrement > 0 THEN coalesce(value.last::numeric - s.seqmin + 1, 0)
                              ELSE coalesce(s.seqmax - value.last::numeric + 1, 0) END::float8 AS used,
                         CASE WHEN NOT visible.is THEN NULL
                              WHEN s.seqincrement > 0
                              THEN least(s.seqmax, kind.highest) - coalesce(value.last::numeric, s.seqmin - 1::numeric)
                              ELSE coalesce(value.last::numeric, s.seqmax + 1::numeric)
                                   - greatest(s.seqmin, -kind.highest - 1) END::float8 AS room
                  FROM pg_sequence s
                  JOIN pg_class c ON c.oid = s.seqrelid
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  LEFT JOIN LATERAL (
                      SELECT a.attname, r.relname,
                             CASE y.typoutput -- which a domain has from its type, be that a domain, too
                                 WHEN 'int2out'::regproc THEN 32767 WHEN 'int4out'::regproc THEN 2147483647
                                 ELSE 9223372036854775807 END::numeric AS highest
                      FROM (SELECT refobjid AS table_id, refobjsubid AS number FROM pg_depend
                            WHERE classid = 'pg_class'::regclass AND objid = c.oid AND refclassid = 'pg_class'::regclass
                              AND deptype IN ('a', 'i') AND refobjsubid > 0
                            UNION ALL
                            SELECT f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
                            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
                              AND d.classid = 'pg_attrdef'::regclass) AS one
                      JOIN pg_attribute a ON a.attrelid = one.table_id AND a.attnum = one.number
                      JOIN pg_class r ON r.oid = one.table_id
                      JOIN pg_type y ON y.oid = a.atttypid
                      ORDER BY highest, r.oid, a.attnum
                      LIMIT 1) AS filled ON true
                  CROSS JOIN LATERAL (SELECT coalesce(filled.highest, 9223372036854775807) AS highest) AS kind
                  CROSS JOIN LATERAL (SELECT has_sequence_privilege(c.oid, 'SELECT,USAGE') AS is) AS visible
                  CROSS JOIN LATERAL (SELECT CASE WHEN visible.is THEN pg_sequence_last_value(c.oid) END AS last
                                      OFFSET 0) AS value
                  WHERE c.relpersistence <> 't' AND (c.relpersistence <> 'u' OR NOT pg_is_in_recovery())
                    AND NOT EXISTS (SELECT FROM (
                            SELECT relation FROM pg_locks
                            WHERE locktype = 'relation' AND mode IN ('ShareLock', 'ShareRowExclusiveLock',
                                                                     'ExclusiveLock', 'AccessExclusiveLock')
                              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                            OFFSET 0) AS locked
                        WHERE locked.relation = c.oid)
                  OFFSET 0) AS sequence
            ORDER BY share DESC NULLS LAST
            LIMIT ?
            """;

    @Override
    public String subject() {
        return "sequences";
    }

    @Override
    public List<MetricFamily> metrics() {
        return List.of(SEQUENCES);
    }

    @Override
    public SlowAnswer ask(Connection connection, ColumnWidths widths, int most) throws SQLException {
        List<MetricRow> rows = new ArrayList<>();
        boolean hidden = false;
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, most);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    hidden |= row.getBoolean("some_hidden");
                    if (row.getObject("share") != null) rows.add(row(row));
                }
            }
        }
        return new SlowAnswer(List.of(new MetricTable(SEQUENCES, rows)), hidden ? HIDDEN : "");
    }

    private static MetricRow row(ResultSet row) throws SQLException {
        List<String> attributes = new ArrayList<>();
        for (String attribute : SEQUENCES.attributes())
            attributes.add(Objects.requireNonNullElse(row.getString(attribute), ""));
        return new MetricRow(attributes, List.of(row.getDouble("share"), row.getDouble("numbers_left")));
    }
}
