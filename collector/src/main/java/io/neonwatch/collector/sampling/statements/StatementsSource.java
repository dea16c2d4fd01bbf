package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer of {@code pg_stat_statements}, and what stands in the way of a better one. */
record StatementsSource(StatementSnapshot snapshot, String shortcoming) {

    private record Outdated(long queryId, double seconds) {

        static Outdated of(StatementCounters entry) {
            return new Outdated(entry.key().queryId(), entry.totalSeconds());
        }
    }

    private static final String HIDDEN =
            "the user may not see what other roles' queries did; as a superuser run: GRANT pg_monitor TO <the user>";
    private static final String OFF =
            "pg_stat_statements.track is none, so no query is counted; set it to top in postgresql.conf";

    /** @param before what is known already; null for nothing */
    static StatementsSource read(
            Connection connection, StatementsExtension extension, @Nullable StatementSnapshot before)
            throws SQLException {
        Map<StatementKey, StatementCounters> known = before == null ? Map.of() : before.entries();
        try (PreparedStatement statement = connection.prepareStatement(extension.snapshot())) {
            statement.setArray(1, connection.createArrayOf("bigint", ids(known)));
            statement.setArray(2, connection.createArrayOf("float8", seconds(known)));
            statement.execute();
            StatementsSource source;
            try (ResultSet whole = statement.getResultSet()) {
                whole.next();
                source = whole(whole);
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                Map<StatementKey, StatementCounters> entries = source.snapshot().entries();
                entries.putAll(known);
                Map<StatementKey, StatementCounters> now = new HashMap<>();
                Set<Outdated> outdated = readEntries(rows, extension.minor(), now);
                if (!outdated.isEmpty()) entries.values().removeIf(entry -> outdated.contains(Outdated.of(entry)));
                entries.putAll(now);
            }
            return source;
        }
    }

    private static StatementsSource whole(ResultSet row) throws SQLException {
        boolean seesAll = row.getBoolean("sees_all");
        StatementSnapshot snapshot = new StatementSnapshot(
                Instants.required(row, "observed_at"),
                row.getString("server_start"),
                Instants.required(row, "stats_reset"),
                seesAll,
                row.getInt("most_entries"),
                row.getLong("dealloc"),
                new HashMap<>());
        String shortcoming = "";
        if (!seesAll) shortcoming = HIDDEN;
        if (!row.getBoolean("counts")) shortcoming = OFF;
        return new StatementsSource(snapshot, shortcoming);
    }

    /** Returns what is no longer as it was. */
    private static Set<Outdated> readEntries(ResultSet row, int minor, Map<StatementKey, StatementCounters> entries)
            throws SQLException {
        Set<Outdated> outdated = new HashSet<>();
        Map<String, String> names = new HashMap<>(); // thousands of entries share a few
        while (row.next()) {
            long was = row.getLong("was_id");
            if (!row.wasNull()) {
                outdated.add(new Outdated(was, row.getDouble("was_seconds")));
                continue;
            }
            double[] values = values(row, minor);
            Instant since = Instants.optional(row, "stats_since");
            Instant extremesSince = Instants.optional(row, "extremes_since");
            StatementCounters entry = new StatementCounters(
                    new StatementKey(
                            row.getLong("dbid"),
                            row.getLong("userid"),
                            row.getLong("queryid"),
                            row.getBoolean("toplevel")),
                    names.computeIfAbsent(row.getString("database"), name -> name),
                    names.computeIfAbsent(row.getString("role"), name -> name),
                    since,
                    CounterValues.of(counter -> values[counter.ordinal()]),
                    new Extremes(
                            StatementCounter.SECONDS.value(row.getDouble("shortest")),
                            StatementCounter.SECONDS.value(row.getDouble("longest")),
                            Objects.equals(since, extremesSince) ? since : extremesSince)); // one object, as a rule
            entries.put(entry.key(), entry);
        }
        return outdated;
    }

    private static Long[] ids(Map<StatementKey, StatementCounters> known) {
        return known.keySet().stream().map(StatementKey::queryId).toArray(Long[]::new);
    }

    private static Double[] seconds(Map<StatementKey, StatementCounters> known) {
        return known.values().stream().map(StatementCounters::totalSeconds).toArray(Double[]::new);
    }

    private static double[] values(ResultSet row, int minor) throws SQLException {
        double[] values = new double[StatementCounter.values().length];
        for (StatementCounter counter : StatementCounter.USUAL)
            values[counter.ordinal()] = counter.value(row.getDouble(counter.name()));
        Array array = row.getArray("rare");
        Double[] rare = array == null ? null : (Double[]) array.getArray();
        for (int index = 0; index < StatementCounter.RARE.size(); index++) {
            StatementCounter counter = StatementCounter.RARE.get(index);
            double zero = counter.counted(minor) ? 0 : Double.NaN;
            values[counter.ordinal()] = rare == null ? zero : counter.value(rare[index]);
        }
        return values;
    }
}
