package io.neonwatch.collector.sampling.plans;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/**
 * Has the server plan a query without running it. It is prepared and its generic plan explained: that works alike on all
 * versions, and leaves one entry for each number of parameters in {@code pg_stat_statements}, where explaining the text
 * itself would leave one for each query. Planning may call stable and immutable functions, as for any query; here with a
 * short time limit and read-only.
 */
final class Explainer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SETUP = """
            SELECT /* neonwatch */ set_config('statement_timeout', '1s', false),
                   set_config('plan_cache_mode', 'force_generic_plan', false)
            """;
    private static final String RESTORE = """
            SELECT /* neonwatch */ set_config('statement_timeout', '%s', false),
                   set_config('plan_cache_mode', 'auto', false)
            """;

    private final Statement statement;
    private final String usualTimeout;

    private Explainer(Statement statement, String usualTimeout) {
        this.statement = statement;
        this.usualTimeout = usualTimeout;
    }

    static Explainer on(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        try {
            statement.setEscapeProcessing(false);
            String usual = single(statement, "SELECT /* neonwatch */ current_setting('statement_timeout')");
            statement.execute(SETUP);
            return new Explainer(statement, usual);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /**
     * @throws SQLException when the connection is lost, or gives something that is no plan
     */
    Explanation explain(ExplainableText text) throws SQLException {
        try {
            statement.execute("PREPARE neonwatch_plan AS " + text.sql());
        } catch (SQLException e) {
            return failure(e);
        }
        try {
            String nulls = String.join(", ", Collections.nCopies(text.parameters(), "NULL"));
            String plan = single(
                    statement,
                    "EXPLAIN (FORMAT JSON, VERBOSE) /* neonwatch */ EXECUTE neonwatch_plan"
                            + (nulls.isEmpty() ? "" : "(" + nulls + ")"));
            return new Explanation.Seen(PlanTree.shape(parsed(plan)));
        } catch (SQLException e) {
            return failure(e);
        } finally {
            statement.execute("DEALLOCATE /* neonwatch */ neonwatch_plan");
        }
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            statement.execute(RESTORE.formatted(usualTimeout));
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

    private static String single(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static JsonNode parsed(String plan) throws SQLException {
        try {
            return JSON.readTree(plan);
        } catch (JsonProcessingException e) {
            throw new SQLException("the server's plan is no JSON", e);
        }
    }
}
