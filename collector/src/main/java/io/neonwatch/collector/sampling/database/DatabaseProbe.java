package io.neonwatch.collector.sampling.database;

import io.neonwatch.collector.sampling.MetricRow;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.SectionAnswer;
import io.neonwatch.collector.sampling.SectionCounters;
import io.neonwatch.collector.sampling.SectionRow;
import io.neonwatch.collector.sampling.SectionStatement;
import io.neonwatch.collector.sampling.SectionTable;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.Metric;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One statement about all databases of the server, with the size of the one whose turn it is. */
public final class DatabaseProbe implements Probe {

    private static final List<String> RESETS = List.of("(SELECT max(stats_reset) FROM pg_stat_database)");
    private static final String QUERY_CANCELLED = "57014";
    private static final String NOT_MEASURED =
            "the size of a database could not be measured within the statement timeout; for some rounds none will be";
    // Ten minutes at the usual interval.
    private static final int ROUNDS_WITHOUT_SIZES = 20;

    private final SectionCounters counters = new SectionCounters();
    private final SizeHistory sizes = new SizeHistory();
    private SectionStatement statement = statement(Metric.OLDEST);
    private Instant previousAt = Instant.EPOCH;
    private int roundsWithoutSizes;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<MetricFamily> metrics() {
        return DatabaseMetrics.ALL;
    }

    @Override
    public void connected(Server server) {
        statement = statement(server.major());
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        boolean measure = roundsWithoutSizes == 0;
        SectionAnswer answer;
        try {
            answer = ask(connection, measure);
        } catch (SQLException e) {
            // A database too large to be measured in time must not hide all the rest.
            if (measure && QUERY_CANCELLED.equals(e.getSQLState())) roundsWithoutSizes = ROUNDS_WITHOUT_SIZES;
            throw e;
        }
        if (!measure) roundsWithoutSizes--;
        previousAt = answer.observedAt();
        return counters.since(withKnownSizes(answer), measure ? "" : NOT_MEASURED);
    }

    private SectionAnswer ask(Connection connection, boolean measure) throws SQLException {
        try (PreparedStatement asking = connection.prepareStatement(statement.text())) {
            asking.setBoolean(1, measure);
            asking.setArray(
                    2, connection.createArrayOf("int8", sizes.good(previousAt).toArray()));
            asking.setArray(3, connection.createArrayOf("int8", sizes.turns().toArray()));
            return statement.read(asking);
        }
    }

    /** The size measured now, and those that were measured before, of the databases that are there. */
    private SectionAnswer withKnownSizes(SectionAnswer answer) {
        List<SectionTable> tables = new ArrayList<>(answer.tables());
        SectionTable measured = tables.removeLast();
        for (SectionRow row : measured.rows())
            sizes.add(id(row), row.row().values().getFirst(), answer.observedAt());
        List<SectionRow> databases = tables.getLast().rows();
        sizes.retain(databases.stream().map(DatabaseProbe::id).collect(Collectors.toSet()));
        List<SectionRow> rows = new ArrayList<>();
        for (SectionRow database : databases) {
            Double bytes = sizes.bytes(id(database));
            if (bytes == null) continue;
            MetricRow row = new MetricRow(database.row().attributes(), List.of(bytes));
            rows.add(new SectionRow(database.id(), row));
        }
        tables.add(new SectionTable(measured.family(), rows));
        return new SectionAnswer(answer.observedAt(), answer.epoch(), answer.seesAll(), tables);
    }

    private static long id(SectionRow database) {
        return Long.parseLong(database.id().getFirst());
    }

    private static SectionStatement statement(int major) {
        return SectionStatement.of(DatabaseMetrics.SECTIONS, RESETS, major);
    }
}
