package io.neonwatch.collector.sampling.tables;

import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.RecoveryMark;
import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.metrics.MetricGroupBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param intervalStart of the longest interval among the tables that changed; null at first
 * @param beforeChanges a moment at which none of the changes had been committed; null at first
 */
record TablesReading(
        Instant observedAt,
        String epoch,
        @Nullable Instant intervalStart,
        @Nullable RecoveryMark beforeChanges,
        List<TableSample> samples,
        List<TableChange> changes,
        List<MassChanges.Row> massChanges)
        implements Reading {

    @Override
    public void addTo(MetricBatchBuilder batch) {
        batch.intervalStart(intervalStart);
        if (beforeChanges != null) batch.beforeChanges(beforeChanges.at(), beforeChanges.lsn());

        MetricGroupBuilder rows = TablesMetrics.ROWS.in(batch);
        for (TableSample sample : samples) {
            rows.row(attributes("live", sample), sample.live());
            rows.row(attributes("dead", sample), sample.dead());
        }
        MetricGroupBuilder operations = TablesMetrics.OPERATIONS.in(batch);
        for (TableChange change : changes) {
            if (change.isEmpty()) continue;
            operations.row(attributes("ins", change.now()), change.inserted());
            operations.row(attributes("upd", change.now()), change.updated());
            operations.row(attributes("del", change.now()), change.deleted());
        }
        MetricGroupBuilder mass = TablesMetrics.MASS_CHANGE.in(batch);
        for (MassChanges.Row row : massChanges)
            mass.row(attributes(row.operation(), row.table()), row.rows(), row.rowsBefore());
    }

    private static List<String> attributes(String first, TableSample table) {
        return List.of(first, table.schema(), table.name());
    }
}
