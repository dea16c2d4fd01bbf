package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Instants;
import io.neonwatch.collector.sampling.Origin;
import io.neonwatch.collector.sampling.Probe;
import io.neonwatch.collector.sampling.Reading;
import io.neonwatch.collector.sampling.Server;
import io.neonwatch.metrics.MetricFamily;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code pg_stat_statements} without texts, tells what was added, and looks up the texts of what it has not
 * met before. Neonwatch's own statements are left out, known by the mark in their text.
 */
public final class StatementsProbe implements Probe {

    private static final String MARK = "/* neonwatch */";
    private static final String MISSING = "pg_stat_statements is not installed in this database: add it to "
            + "shared_preload_libraries, and as a superuser run: CREATE EXTENSION pg_stat_statements";
    private static final String TOO_OLD =
            "pg_stat_statements is older than 1.9; as a superuser run: ALTER EXTENSION pg_stat_statements UPDATE";
    private static final String HIDDEN =
            "the user may not see what other roles' queries did; as a superuser run: GRANT pg_monitor TO <the user>";

    private final Origin origin;
    private final KnownTexts knownTexts = new KnownTexts();
    private final TextLookup textLookup = new TextLookup();
    private @Nullable StatementsExtension extension;
    private @Nullable StatementSnapshot previous;

    public StatementsProbe(Origin origin) {
        this.origin = origin;
    }

    @Override
    public String name() {
        return "statements";
    }

    @Override
    public void connected(Server server) {
        extension = null;
    }

    @Override
    public List<MetricFamily> metrics() {
        return StatementsMetrics.ALL;
    }

    @Override
    public Reading read(Connection connection) throws SQLException {
        StatementsExtension known = extension;
        if (known == null) known = find(connection);
        extension = null; // looked up again, should reading fail
        Reading reading = read(connection, known);
        extension = known;
        return reading;
    }

    private static StatementsExtension find(Connection connection) throws SQLException {
        StatementsExtension found = StatementsExtension.find(connection).orElseThrow(() -> new SQLException(MISSING));
        if (found.minor() < StatementsExtension.OLDEST) throw new SQLException(TOO_OLD);
        return found;
    }

    private Reading read(Connection connection, StatementsExtension extension) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(extension.snapshot())) {
            statement.execute();
            boolean seesAll;
            StatementSnapshot snapshot;
            try (ResultSet whole = statement.getResultSet()) {
                whole.next();
                seesAll = whole.getBoolean("sees_all");
                snapshot = new StatementSnapshot(
                        Instants.required(whole, "observed_at"),
                        whole.getString("server_start"),
                        Instants.required(whole, "stats_reset"),
                        whole.getLong("dealloc"),
                        new HashMap<>());
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    StatementCounters entry = entry(rows);
                    snapshot.entries().put(entry.key(), entry);
                }
            }
            StatementDeltas deltas = StatementDeltas.between(previous, snapshot);
            previous = snapshot;
            Map<Long, String> texts = textsOf(deltas.entries(), connection, extension);
            StatementDeltas others = new StatementDeltas(
                    deltas.intervalStart(),
                    deltas.complete(),
                    deltas.entries().stream()
                            .filter(entry -> !knownTexts.own(entry))
                            .toList());
            String shortcoming = seesAll ? textLookup.shortcoming() : HIDDEN;
            return new StatementsReading(origin, snapshot.observedAt(), snapshot.epoch(), others, texts, shortcoming);
        }
    }

    private static StatementCounters entry(ResultSet row) throws SQLException {
        return new StatementCounters(
                new StatementKey(
                        row.getLong("dbid"), row.getLong("userid"), row.getLong("queryid"), row.getBoolean("toplevel")),
                row.getString("database"),
                row.getString("role"),
                Instants.optional(row, "stats_since"),
                row.getLong("calls"),
                row.getDouble("total_seconds"),
                row.getLong("rows"),
                row.getLong("shared_blks_hit"),
                row.getLong("shared_blks_read"),
                row.getLong("temp_blks_written"),
                row.getBigDecimal("wal_bytes").longValue());
    }

    /** Of the entries met for the first time; the counters are worth sending without them. */
    private Map<Long, String> textsOf(
            List<StatementCounters> entries, Connection connection, StatementsExtension extension) throws SQLException {
        Set<Long> unknown = knownTexts.unknown(entries);
        Map<Long, String> texts = new HashMap<>();
        for (Map.Entry<Long, String> found :
                textLookup.find(unknown, connection, extension).entrySet()) {
            boolean own = found.getValue().contains(MARK);
            knownTexts.add(found.getKey(), own);
            if (!own) texts.put(found.getKey(), Literals.remove(found.getValue()));
        }
        return texts;
    }
}
