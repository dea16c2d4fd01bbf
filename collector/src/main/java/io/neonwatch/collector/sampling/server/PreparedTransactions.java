package io.neonwatch.collector.sampling.server;

import static io.neonwatch.metrics.Metric.gauge;

import io.neonwatch.collector.sampling.Column;
import io.neonwatch.collector.sampling.Section;
import java.util.List;

/** Transactions prepared for a two-phase commit; a forgotten one holds its locks and vacuum for ever. */
final class PreparedTransactions {

    static final List<Section> SECTIONS = List.of(Section.of(
            "pg_prepared_xacts",
            List.of(),
            List.of(),
            "(SELECT count(*) AS number, min(prepared) AS oldest FROM pg_prepared_xacts) AS prepared",
            Column.of(
                    gauge(
                            "neonwatch.prepared_transactions",
                            "{transaction}",
                            "Prepared, neither committed nor rolled back"),
                    "number"),
            Column.of(
                    gauge("neonwatch.prepared_transactions.oldest", "s", "Age of the oldest; 0 when there is none"),
                    "coalesce(extract(epoch FROM clock_timestamp() - oldest), 0)")));

    private PreparedTransactions() {}
}
