package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the entries of {@link StatementsExtension#snapshot}: those that changed, and what they and the lost ones were. */
final class EntriesReader {

    private final ResultSet row;
    private final int minor;
    private final ServerText text;
    private final Map<String, String> names = new HashMap<>(); // thousands of entries share a few

    EntriesReader(ResultSet row, StatementsExtension extension) {
        this.row = row;
        this.minor = extension.minor();
        this.text = extension.text();
    }

    /** What is known, brought up to date. */
    StatementEntries changed(StatementEntries known) throws SQLException {
        Set<Long> outdated = new HashSet<>();
        Map<Long, StatementCounters> added = new HashMap<>();
        while (row.next()) {
            long was = row.getLong("was_signature");
            if (row.wasNull()) added.put(row.getLong("signature"), entry());
            else outdated.add(was);
        }
        return known.changed(outdated, added);
    }

    private StatementCounters entry() throws SQLException {
        double[] values = values();
        Instant since = Instants.optional(row, "stats_since");
        Instant extremesSince = Instants.optional(row, "extremes_since");
        return new StatementCounters(
                new StatementKey(
                        row.getLong("dbid"), row.getLong("userid"), row.getLong("queryid"), row.getBoolean("toplevel")),
                names.computeIfAbsent(text.read(row, "database"), name -> name),
                names.computeIfAbsent(text.read(row, "role"), name -> name),
                since,
                CounterValues.of(counter -> values[counter.ordinal()]),
                new Extremes(
                        StatementCounter.SECONDS.value(row.getDouble("shortest")),
                        StatementCounter.SECONDS.value(row.getDouble("longest")),
                        Objects.equals(since, extremesSince) ? since : extremesSince)); // one object, as a rule
    }

    private double[] values() throws SQLException {
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
