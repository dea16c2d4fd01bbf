package io.neonwatch.collector.sampling.tables;

import java.time.Duration;
import java.time.Instant;

/** What happened to one table between two samples of it. */
record TableChange(TableSample before, TableSample now, Instant since, Duration interval) {

    long inserted() {
        return now.inserted() - before.inserted();
    }

    long updated() {
        return now.updated() - before.updated();
    }

    long deleted() {
        return now.deleted() - before.deleted();
    }

    boolean isEmpty() {
        return inserted() == 0 && updated() == 0 && deleted() == 0;
    }

    /** Whether the estimate of live rows moved by changes alone. */
    boolean withoutMaintenance() {
        return now.maintenance() == before.maintenance();
    }
}
