package io.neonwatch.collector.sampling.relations;

/** Where the role can read how wide a column is on average. */
enum ColumnWidths {
    /** In {@code pg_statistic}, of all columns. */
    CATALOG(""),
    /** In {@code pg_stats}, of all columns. */
    VIEW(""),
    /** In {@code pg_stats}, of those columns only that the role may select. */
    PARTLY("bloat is estimated only for tables that the user may read; as a superuser run: "
            + "GRANT SELECT (starelid, staattnum, stainherit, stanullfrac, stawidth) ON pg_catalog.pg_statistic TO "
            + "<the user>, which shows widths and no values. Where nobody may (Neon): GRANT SELECT ON ALL TABLES IN "
            + "SCHEMA <the schema> TO <the user>");

    private final String shortcoming;

    ColumnWidths(String shortcoming) {
        this.shortcoming = shortcoming;
    }

    String shortcoming() {
        return shortcoming;
    }
}
