package io.neonwatch.collector.sampling.relations;

import java.util.Locale;

/** A number that the server keeps for a relation; its column in the answer bears its name. */
enum Measure {
    SIZE(Nature.GAUGE, false),
    SCANS(Nature.COUNTER, false),
    ROWS_READ(Nature.COUNTER, false),
    ROWS_FETCHED(Nature.COUNTER, false),
    BLOCKS_FETCHED(Nature.COUNTER, false),
    BLOCKS_HIT(Nature.COUNTER, false),
    SCAN_AGE(Nature.AGE, false),
    HOT_UPDATES(Nature.COUNTER, true),
    NEW_PAGE_UPDATES(Nature.COUNTER, true),
    LIVE(Nature.GAUGE, true),
    DEAD(Nature.GAUGE, true),
    CHANGED_SINCE_ANALYZE(Nature.GAUGE, true),
    INSERTED_SINCE_VACUUM(Nature.GAUGE, true),
    VACUUM_AGE(Nature.AGE, true),
    ANALYZE_AGE(Nature.AGE, true),
    VACUUMS(Nature.COUNTER, true),
    AUTOVACUUMS(Nature.COUNTER, true),
    ANALYZES(Nature.COUNTER, true),
    AUTOANALYZES(Nature.COUNTER, true),
    VACUUM_SECONDS(Nature.COUNTER, true),
    ANALYZE_SECONDS(Nature.COUNTER, true),
    XID_AGE(Nature.GAUGE, true),
    MULTIXACT_AGE(Nature.GAUGE, true);

    private enum Nature {
        COUNTER,
        GAUGE,
        AGE
    }

    private final Nature nature;
    private final boolean ofTables;

    Measure(Nature nature, boolean ofTables) {
        this.nature = nature;
        this.ofTables = ofTables;
    }

    /** Whether only its growth is of interest. */
    boolean counter() {
        return nature == Nature.COUNTER;
    }

    /** Whether it is seconds since a moment, and the column tells that moment, in seconds since 1970; null for never. */
    boolean age() {
        return nature == Nature.AGE;
    }

    /** Whether tables alone have it. */
    boolean ofTables() {
        return ofTables;
    }

    String column() {
        String column = name().toLowerCase(Locale.ROOT);
        return age() ? column.replace("_age", "_at") : column;
    }
}
