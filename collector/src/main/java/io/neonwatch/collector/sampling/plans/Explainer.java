package io.neonwatch.collector.sampling.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.collector.sampling.SafetySettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/**
 * Has the server plan a query without running it. It is prepared and its generic plan explained: that works alike on all
 * versions, and leaves one entry for each number of parameters in {@code pg_stat_statements}, where explaining the text
 * itself would leave one for each query.
 *
 * <p>The planner calls stable and immutable functions, as for any query, and these are other people's code. So it happens
 * in a transaction that only reads, which nothing in it can change once it has a snapshot, and that is rolled back with
 * whatever settings were made in it. At the end the session is looked at, in case that something lasts all the same.
 *
 * <p>Source: PostgreSQL, "SET TRANSACTION", "SET".
 */
final class Explainer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    // The names in other people's queries are looked up as in a new session of this user's.
    private static final String BEGIN = """
            BEGIN /* neonwatch */ ISOLATION LEVEL READ COMMITTED READ ONLY;
            SELECT /* neonwatch */ set_config('statement_timeout', '1s', true),
                   set_config('plan_cache_mode', 'force_generic_plan', true);
            SET /* neonwatch */ LOCAL search_path TO DEFAULT
            """;

    private final Connection connection;
    private final Statement statement;

    private Explainer(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static Explainer on(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return new Explainer(connection, statement);
    }

    /**
     * @throws SQLException when the connection is lost, or gives something that is no plan
     */
    Explanation explain(ExplainableText text) throws SQLException {
        boolean prepared = false;
        try {
            statement.execute(BEGIN);
            statement.execute("PREPARE neonwatch_plan AS " + text.sql());
            prepared = true;
            return new Explanation.Seen(PlanTree.shape(parsed(plan(text.parameters()))));
        } catch (SQLException e) {
            return failure(e);
        } finally {
            undo(prepared);
        }
    }

    private String plan(int parameters) throws SQLException {
        String nulls = String.join(", ", Collections.nCopies(parameters, "NULL"));
        String explain = "EXPLAIN (FORMAT JSON, VERBOSE) /* neonwatch */ EXECUTE neonwatch_plan";
        try (ResultSet row = statement.executeQuery(explain + (nulls.isEmpty() ? "" : "(" + nulls + ")"))) {
            row.next();
            return row.getString(1);
        }
    }

    /** A connection whose transaction cannot be ended is of no use. */
    private void undo(boolean prepared) throws SQLException {
        try {
            // Not marked as ours: from PostgreSQL 16 on everybody's are one entry in pg_stat_statements.
            statement.execute("ROLLBACK");
            // A prepared statement outlives its transaction.
            if (prepared) statement.execute("DEALLOCATE /* neonwatch */ neonwatch_plan");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * @throws SQLException also when the connection had to be closed, because the session was no longer safe
     */
    @Override
    public void close() throws SQLException {
        try (statement) {
            if (!connection.isClosed()) SafetySettings.check(connection);
        }
    }

    private static Explanation failure(SQLException e) throws SQLException {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P0")) throw e;
        return switch (state) {
            case "42501" -> new Explanation.Refused();
            case "55P03", "57014", "40P01", "53200" -> new Explanation.Postponed();
            default -> new Explanation.Impossible();
        };
    }

    private static JsonNode parsed(String plan) throws SQLException {
        try {
            return JSON.readTree(plan);
        } catch (JsonProcessingException e) {
            throw new SQLException("the server's plan is no JSON", e);
        }
    }
}
