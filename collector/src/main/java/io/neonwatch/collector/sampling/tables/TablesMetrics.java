package io.neonwatch.collector.sampling.tables;

import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.util.List;

final class TablesMetrics {

    private static final String SOURCE = "pg_stat_user_tables";
    private static final String SCHEMA = "postgresql.schema.name";
    private static final String TABLE = "postgresql.table.name";

    static final MetricFamily ROWS = MetricFamily.of(
            SOURCE,
            List.of("state", SCHEMA, TABLE),
            Metric.gauge("postgresql.rows", "{row}", "Estimated rows, live and dead"));

    static final MetricFamily OPERATIONS = MetricFamily.of(
            SOURCE,
            List.of("operation", SCHEMA, TABLE),
            Metric.delta(
                    "postgresql.operations",
                    "{row}",
                    "Rows inserted (ins), updated (upd), deleted (del), rolled back ones included; only of tables where "
                            + "there are any"));

    static final MetricFamily MASS_CHANGE = MetricFamily.of(
            SOURCE,
            List.of("operation", SCHEMA, TABLE),
            Metric.delta(
                    "neonwatch.table.mass_change.rows",
                    "{row}",
                    "Rows updated (upd) or deleted (del) beyond the ordinary, see [mass changes](#mass-changes)"),
            Metric.gauge("neonwatch.table.mass_change.rows_before", "{row}", "Live rows at the interval's start"));

    static final List<MetricFamily> ALL = List.of(ROWS, OPERATIONS, MASS_CHANGE);

    private TablesMetrics() {}
}
