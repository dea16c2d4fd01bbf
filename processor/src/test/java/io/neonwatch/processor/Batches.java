package io.neonwatch.processor;

import io.neonwatch.metrics.MetricBatchBuilder;
import io.neonwatch.schemas.MetricBatch;
import java.time.Instant;
import java.util.List;

/** Batches as the collector writes them, of one target, by the second. */
public final class Batches {

    public static final String TARGET = "orders";

    private Batches() {}

    /** A sign of life of the collector itself. */
    public static MetricBatch heartbeat(long second) {
        Instant at = Instant.ofEpochSecond(second);
        return new MetricBatchBuilder("neonwatch/collector/one", "heartbeat", at, at)
                .collector("one")
                .gauge("neonwatch.collector.targets", "{target}", 3)
                .build();
    }

    /** The instance probe. */
    public static MetricBatch pool(long second, double utilization) {
        return batch("instance", second)
                .gauge("neonwatch.up", "1", 1)
                .gauge("neonwatch.connections.utilization", "1", utilization)
                .build();
    }

    /** The instance probe, when connections failed. */
    public static MetricBatch failures(long second, double probe, double sessions) {
        MetricBatchBuilder batch = batch("instance", second);
        batch.group("reason")
                .delta("neonwatch.connection.failures", "{failure}")
                .row(List.of("probe"), probe)
                .row(List.of("sessions_fatal"), sessions);
        return batch.build();
    }

    /** The activity probe: the longest execution, and how many were recognised as slow. */
    public static MetricBatch activity(long second, double longestSeconds, int slow) {
        MetricBatchBuilder batch = batch("activity", second);
        List<String> attributes =
                longestSeconds > 0 ? List.of("42", "4711", "app", "orders", "shop") : List.of("", "", "", "", "");
        batch.group("pid", "query_id", "user", "database", "application")
                .gauge("neonwatch.query.duration.max", "s")
                .row(attributes, longestSeconds);
        var slowQueries = batch.group("pid", "query_id", "user", "database", "application")
                .gauge("neonwatch.query.slow", "s");
        for (int query = 0; query < slow; query++)
            slowQueries.row(List.of("" + query, "4711", "app", "orders", "shop"), 1.1);
        return batch.build();
    }

    /** The tables probe: rows changed of a table that had so many. */
    public static MetricBatch massChange(long second, String table, String operation, double changed, double before) {
        MetricBatchBuilder batch =
                batch("tables", second).beforeChanges(Instant.ofEpochSecond(second - 10), "0/" + (second - 10));
        batch.group("postgresql.schema.name", "postgresql.table.name", "operation")
                .delta("neonwatch.table.mass_change.rows", "{row}")
                .gauge("neonwatch.table.mass_change.rows_before", "{row}")
                .row(List.of("public", table, operation), changed, before);
        return batch.build();
    }

    public static MetricBatch quietTables(long second) {
        return batch("tables", second)
                .gauge("neonwatch.table.count", "{table}", 1)
                .build();
    }

    private static MetricBatchBuilder batch(String probe, long second) {
        return new MetricBatchBuilder(TARGET, probe, Instant.ofEpochSecond(second), Instant.ofEpochSecond(second));
    }
}
