package io.neonwatch.collector.sampling.relations;

import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What costs the database too much to be asked in each round, and does not change that fast either. */
interface SlowQuestion {

    /** As it stands in a message: "... could not be read". */
    String subject();

    List<MetricFamily> metrics();

    /** @param most rows of each family, the worst */
    SlowAnswer ask(Connection connection, ColumnWidths widths, int most) throws SQLException;
}
