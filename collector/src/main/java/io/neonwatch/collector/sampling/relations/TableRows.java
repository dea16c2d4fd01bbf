package io.neonwatch.collector.sampling.relations;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.util.List;

/** Writes the series of tables. */
final class TableRows {

    private TableRows() {}

    static void add(List<TableWithParts> tables, MetricBatchBuilder batch) {
        MetricGroupBuilder sizes = TableMetrics.SIZES.in(batch);
        for (TableWithParts table : tables)
            sizes.row(
                    attributes(table),
                    table.table().size(),
                    table.toastSize(),
                    table.indexesSize(),
                    table.totalSize(),
                    table.growth());
        MetricGroupBuilder use = TableMetrics.USE.in(batch);
        for (TableWithParts table : tables) use.row(attributes(table), use(table));
        MetricGroupBuilder upkeep = TableMetrics.UPKEEP.in(batch);
        for (TableWithParts table : tables) upkeep.row(attributes(table), upkeep(table.table()));
        MetricGroupBuilder blocks = TableMetrics.BLOCKS.in(batch);
        for (TableWithParts table : tables) addBlocks(table, blocks);
    }

    private static List<String> attributes(TableWithParts table) {
        return table.table().relation().attributes();
    }

    private static double[] use(TableWithParts table) {
        Measures added = table.table().added();
        return new double[] {
            added.get(Measure.SCANS),
            added.get(Measure.ROWS_READ),
            table.table().total().get(Measure.SCAN_AGE),
            table.added(Measure.SCANS),
            added.get(Measure.ROWS_FETCHED),
            table.indexScanAge(),
            added.get(Measure.HOT_UPDATES),
            added.get(Measure.NEW_PAGE_UPDATES)
        };
    }

    private static double[] upkeep(RelationChange table) {
        Measures total = table.total();
        Measures added = table.added();
        double live = total.get(Measure.LIVE);
        double dead = total.get(Measure.DEAD);
        return new double[] {
            dead / (live + dead),
            total.get(Measure.CHANGED_SINCE_ANALYZE),
            total.get(Measure.INSERTED_SINCE_VACUUM),
            total.get(Measure.VACUUM_AGE),
            total.get(Measure.ANALYZE_AGE),
            added.get(Measure.VACUUMS),
            added.get(Measure.AUTOVACUUMS),
            added.get(Measure.ANALYZES),
            added.get(Measure.AUTOANALYZES),
            added.get(Measure.VACUUM_SECONDS),
            added.get(Measure.ANALYZE_SECONDS),
            total.get(Measure.XID_AGE),
            total.get(Measure.MULTIXACT_AGE)
        };
    }

    private static void addBlocks(TableWithParts table, MetricGroupBuilder group) {
        RelationChange toast = table.toast();
        addBlocks("heap", table.table(), table.table().added(), group);
        if (toast != null) addBlocks("toast", table.table(), toast.added(), group);
        Relation relation = table.table().relation();
        double read = table.added(Measure.BLOCKS_FETCHED) - table.added(Measure.BLOCKS_HIT);
        group.row(List.of("idx_read", relation.schema(), relation.name()), read);
        group.row(List.of("idx_hit", relation.schema(), relation.name()), table.added(Measure.BLOCKS_HIT));
    }

    private static void addBlocks(String source, RelationChange table, Measures added, MetricGroupBuilder group) {
        Relation relation = table.relation();
        group.row(List.of(source + "_read", relation.schema(), relation.name()), RelationsReading.blocksRead(added));
        group.row(List.of(source + "_hit", relation.schema(), relation.name()), added.get(Measure.BLOCKS_HIT));
    }
}
