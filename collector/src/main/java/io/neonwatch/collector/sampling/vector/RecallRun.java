package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.FirstLine;
import io.neonwatch.collector.sampling.RoleRights;
import io.neonwatch.collector.sampling.vector.RecallResult.Measured;
import io.neonwatch.collector.sampling.vector.RecallResult.Skipped;
import io.neonwatch.collector.sampling.vector.RecallResult.Why;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures one index in one read-only transaction that sees one state of the table: first all searches with the index,
 * then all without. Every setting is for the transaction only.
 */
final class RecallRun {

    private static final String QUERY_CANCELED = "57014";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final long LONGEST_STATEMENT = 10_000;

    private static final String ONLY_INDEXES = """
            SELECT /* neonwatch */ set_config('max_parallel_workers_per_gather', '0', true),
                   set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)
            """;

    private static final String NO_INDEXES = """
            SELECT /* neonwatch */ set_config('enable_seqscan', 'on', true), set_config('enable_sort', 'on', true),
                   set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true),
                   set_config('enable_bitmapscan', 'off', true)
            """;

    private final Connection connection;
    private final RecallConfig config;
    private final long deadline;
    private final RoleRights rights;

    /**
     * @param rights of the connection's role
     * @param deadline by {@link System#nanoTime}
     */
    RecallRun(Connection connection, RoleRights rights, RecallConfig config, long deadline) {
        this.connection = connection;
        this.rights = rights;
        this.config = config;
        this.deadline = deadline;
    }

    /**
     * @param schema of the extension, quoted
     * @throws SQLException when the connection is lost
     */
    RecallResult measure(VectorIndex index, String schema) throws SQLException {
        if (!index.valid()) return new Skipped(index, Why.NOT_VALID, "");
        if (index.callsFunctions() && !rights.excess().isEmpty())
            return new Skipped(
                    index,
                    Why.TOO_MANY_RIGHTS,
                    "its expression or predicate may call functions of the database's users, and " + rights.excess()
                            + ": measure as a role that has pg_monitor and SELECT on the table and nothing else");
        if (index.rows() > config.mostRows())
            return new Skipped(index, Why.TOO_MANY_ROWS, "raise max_rows, best together with a branch to run on");
        connection.setAutoCommit(false);
        try {
            return within(RecallSearch.of(index, schema));
        } catch (SQLException e) {
            if (connection.isClosed()) throw e;
            return skipped(index, e);
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private RecallResult within(RecallSearch search) throws SQLException {
        execute("SET /* neonwatch */ TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        List<String> vectors = sample(search);
        if (vectors.isEmpty()) return new Skipped(search.index(), Why.NO_VECTORS, "");
        // What would be used if it were the cheapest; the exact search below then has no choice at all.
        execute(ONLY_INDEXES);
        if (!planned(search, vectors.getFirst())) return new Skipped(search.index(), Why.NOT_CHOSEN, "");
        List<Double> indexSeconds = new ArrayList<>();
        List<double[]> found = new ArrayList<>();
        for (String vector : vectors) found.add(distances(search.byIndex(), vector, indexSeconds));
        execute(NO_INDEXES);
        List<Double> exactSeconds = new ArrayList<>();
        List<Double> recalls = new ArrayList<>();
        for (int next = 0; next < vectors.size(); next++) {
            double[] exact = distances(search.exact(), vectors.get(next), exactSeconds);
            double recall = RecallRules.recall(exact, found.get(next));
            if (!Double.isNaN(recall)) recalls.add(recall);
        }
        return new Measured(search.index(), recalls, indexSeconds, exactSeconds);
    }

    private List<String> sample(RecallSearch search) throws SQLException {
        bound();
        List<String> vectors = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(search.sample(config.sampleCount()))) {
            while (row.next()) vectors.add(row.getString(1));
        }
        return vectors;
    }

    private boolean planned(RecallSearch search, String vector) throws SQLException {
        bound();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + search.byIndex())) {
            statement.setString(1, vector);
            statement.setString(2, vector);
            String name = search.index().name().name();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String line = row.getString(1);
                    if (line.contains("Index Scan using " + name + " on ")
                            || line.contains("Index Scan using \"" + name.replace("\"", "\"\"") + "\" on "))
                        return true;
                }
            }
        }
        return false;
    }

    private double[] distances(String sql, String vector, List<Double> seconds) throws SQLException {
        bound();
        List<Double> distances = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, vector);
            statement.setString(2, vector);
            long start = System.nanoTime();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) distances.add(row.getDouble(1));
            }
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return distances.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The server ends a statement at the end of the budget, and long before the connection would be given up. */
    private void bound() throws SQLException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        // Searches shorter than the shortest timeout, 1 ms, would go on beyond it.
        if (left <= 0) throw new SQLException("The budget of the run is spent", QUERY_CANCELED);
        long timeout = Math.min(left, LONGEST_STATEMENT);
        execute("SELECT /* neonwatch */ set_config('statement_timeout', '" + timeout + "', true)");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static RecallResult skipped(VectorIndex index, SQLException e) {
        @Nullable String state = e.getSQLState();
        if (INSUFFICIENT_PRIVILEGE.equals(state))
            return new Skipped(
                    index,
                    Why.NO_RIGHT,
                    "as its owner run: GRANT SELECT ON " + RecallSearch.quoted(index.table()) + " TO <the user>");
        if (QUERY_CANCELED.equals(state))
            return new Skipped(index, Why.TOO_SLOW, "raise budget, best together with a branch to run on");
        return new Skipped(index, Why.FAILED, FirstLine.of(e));
    }
}
