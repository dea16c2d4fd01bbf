package io.neonwatch.collector.sampling.relations;

import io.neonwatch.collector.sampling.MetricTable;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricFamily;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * @param intervalStart null at first
 * @param changes of all relations that could be read
 * @param locked how many could not
 * @param slow what a slower question has answered in this round
 */
record RelationsReading(
        Instant observedAt,
        String epoch,
        @Nullable Instant intervalStart,
        double statisticsAge,
        List<RelationChange> changes,
        int locked,
        RelationsConfig config,
        List<MetricTable> slow,
        String shortcoming)
        implements Reading {

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(intervalStart);
        List<TableWithParts> tables = tables();
        List<RelationChange> indexes = ofKind(RelationKind.INDEX);
        List<TableWithParts> listedTables =
                LargestOrBusiest.of(tables, config.mostTables(), TableWithParts::totalSize, TableWithParts::activity);
        List<RelationChange> listedIndexes =
                LargestOrBusiest.of(indexes, config.mostIndexes(), RelationChange::size, RelationChange::activity);
        int unlisted = tables.size() - listedTables.size() + indexes.size() - listedIndexes.size();
        RelationMetrics.WHOLE.in(batch).row(List.of(), tables.size(), locked, unlisted, statisticsAge);
        addTotals(batch);
        TableRows.add(listedTables, batch);
        MetricGroupBuilder use = IndexMetrics.USE.in(batch);
        for (RelationChange index : listedIndexes) use.row(index.relation().attributes(), use(index));
        addSizes(batch, IndexMetrics.UNUSED, indexes, RelationsReading::unused);
        addSizes(batch, IndexMetrics.INVALID, indexes, index -> index.relation().state() == IndexState.INVALID);
        for (MetricTable table : slow) table.addTo(batch);
    }

    private void addTotals(MetricBatchBuilder batch) {
        MetricGroupBuilder group = RelationMetrics.TOTALS.in(batch);
        for (RelationKind kind : RelationKind.values()) group.row(List.of(kind.label()), total(ofKind(kind)));
    }

    private double[] total(List<RelationChange> changes) {
        return new double[] {
            changes.size(),
            sum(changes, RelationChange::size),
            sum(changes, RelationChange::growth),
            sum(changes, change -> change.added().get(Measure.SCANS)),
            sum(changes, change -> blocksRead(change.added())),
            sum(changes, change -> change.added().get(Measure.BLOCKS_HIT))
        };
    }

    /** What has come back from under a lock has nothing to be compared with, and must not hide the rest. */
    private double sum(List<RelationChange> changes, ToDoubleFunction<RelationChange> value) {
        DoubleStream values = changes.stream().mapToDouble(value);
        return intervalStart == null
                ? values.sum()
                : values.filter(one -> !Double.isNaN(one)).sum();
    }

    private void addSizes(
            MetricBatchBuilder batch,
            MetricFamily family,
            List<RelationChange> indexes,
            Predicate<RelationChange> chosen) {
        MetricGroupBuilder group = family.in(batch);
        List<RelationChange> all = indexes.stream().filter(chosen).toList();
        for (RelationChange index :
                LargestOrBusiest.of(all, config.mostIndexes(), RelationChange::size, RelationChange::activity))
            group.row(index.relation().attributes(), index.size());
    }

    private List<TableWithParts> tables() {
        Map<Long, RelationChange> toastByTable = new HashMap<>();
        Map<Long, List<RelationChange>> indexesByTable = new HashMap<>();
        for (RelationChange change : changes) {
            long table = change.relation().tableId();
            switch (change.relation().kind()) {
                case TOAST -> toastByTable.put(table, change);
                case INDEX ->
                    indexesByTable
                            .computeIfAbsent(table, _ -> new ArrayList<>())
                            .add(change);
                case TABLE -> {}
            }
        }
        return ofKind(RelationKind.TABLE).stream()
                .map(table -> new TableWithParts(
                        table,
                        toastByTable.get(table.relation().id()),
                        indexesByTable.getOrDefault(table.relation().id(), List.of())))
                .toList();
    }

    private List<RelationChange> ofKind(RelationKind kind) {
        return changes.stream()
                .filter(change -> change.relation().kind() == kind)
                .toList();
    }

    private static boolean unused(RelationChange index) {
        return index.relation().state() == IndexState.USABLE && index.total().get(Measure.SCANS) == 0;
    }

    private static double[] use(RelationChange index) {
        Measures added = index.added();
        return new double[] {
            index.size(),
            index.growth(),
            added.get(Measure.SCANS),
            index.total().get(Measure.SCAN_AGE),
            added.get(Measure.ROWS_READ),
            added.get(Measure.ROWS_FETCHED),
            blocksRead(added),
            added.get(Measure.BLOCKS_HIT)
        };
    }

    static double blocksRead(Measures measures) {
        return measures.get(Measure.BLOCKS_FETCHED) - measures.get(Measure.BLOCKS_HIT);
    }
}
