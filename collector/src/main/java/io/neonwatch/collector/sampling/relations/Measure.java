package io.neonwatch.collector.sampling.relations;

import java.util.Locale;

/** A number that the server keeps for a relation; its column in the answer bears its name in lower case. */
enum Measure {
    SIZE(false),
    SCANS(true),
    ROWS_READ(true),
    ROWS_FETCHED(true),
    BLOCKS_FETCHED(true),
    BLOCKS_HIT(true),
    SCAN_AGE(false),
    HOT_UPDATES(true),
    NEW_PAGE_UPDATES(true),
    LIVE(false),
    DEAD(false),
    CHANGED_SINCE_ANALYZE(false),
    INSERTED_SINCE_VACUUM(false),
    VACUUM_AGE(false),
    ANALYZE_AGE(false),
    VACUUMS(true),
    AUTOVACUUMS(true),
    ANALYZES(true),
    AUTOANALYZES(true),
    VACUUM_SECONDS(true),
    ANALYZE_SECONDS(true),
    XID_AGE(false),
    MULTIXACT_AGE(false);

    private final boolean counter;

    Measure(boolean counter) {
        this.counter = counter;
    }

    /** Whether only its growth is of interest. */
    boolean counter() {
        return counter;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
