package io.neonwatch.collector.sampling.statements;

import io.neonwatch.collector.sampling.Instants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One answer of {@code pg_stat_statements}, and what stands in the way of a better one. */
record StatementsSource(StatementSnapshot snapshot, String shortcoming) {

    private static final String HIDDEN =
            "the user may not see what other roles' queries did; as a superuser run: GRANT pg_monitor TO <the user>";
    private static final String OFF =
            "pg_stat_statements.track is none, so no query is counted; set it to top in postgresql.conf";
    private static final String UNIDENTIFIED =
            "compute_query_id is off, so no query is counted; set it to auto in postgresql.conf";

    /** @param before what is known already; null for nothing */
    static StatementsSource read(
            Connection connection, StatementsExtension extension, @Nullable StatementSnapshot before)
            throws SQLException {
        StatementEntries known = before == null ? StatementEntries.NONE : before.entries();
        try (PreparedStatement statement = connection.prepareStatement(extension.snapshot())) {
            statement.setObject(1, known.signatures());
            statement.execute();
            StatementsSource unchanged;
            try (ResultSet whole = statement.getResultSet()) {
                whole.next();
                unchanged = whole(whole, known);
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                StatementEntries entries = new EntriesReader(rows, extension).changed(known);
                return new StatementsSource(unchanged.snapshot().with(entries), unchanged.shortcoming());
            }
        }
    }

    private static StatementsSource whole(ResultSet row, StatementEntries entries) throws SQLException {
        boolean seesAll = row.getBoolean("sees_all");
        StatementSnapshot snapshot = new StatementSnapshot(
                Instants.required(row, "observed_at"),
                row.getString("server_start"),
                Instants.required(row, "stats_reset"),
                seesAll,
                row.getInt("most_entries"),
                row.getLong("dealloc"),
                entries);
        String shortcoming = "";
        if (!seesAll) shortcoming = HIDDEN;
        if (!row.getBoolean("identifies")) shortcoming = UNIDENTIFIED;
        if (!row.getBoolean("counts")) shortcoming = OFF;
        return new StatementsSource(snapshot, shortcoming);
    }
}
