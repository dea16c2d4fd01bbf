package io.neonwatch.collector.sampling.tables;

import java.time.Duration;
import java.time.Instant;

/** Samples with only what a test is about. */
final class TableSamples {

    private TableSamples() {}

    static TableSample counted(long id, long inserted, long updated, long deleted) {
        return new TableSample(id, "public", "orders", inserted, updated, deleted, 0, 0, 0, -1);
    }

    /** Table 1, last vacuumed in round {@code maintenance}. */
    static TableSample sized(long live, long maintenance, long inserted, long updated, long deleted) {
        return new TableSample(1, "public", "orders", inserted, updated, deleted, live, 0, maintenance, -1);
    }

    static TableChange change(TableSample before, TableSample now) {
        return new TableChange(before, now, Instant.EPOCH, Duration.ofSeconds(10));
    }
}
