package io.neonwatch.collector.sampling.vector;

import io.neonwatch.collector.sampling.RelationName;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a recall run, for one index. The distance is written exactly as the index has it. */
record RecallSearch(VectorIndex index, String operator) {

    static final int NEIGHBORS = 10;

    // As PostgreSQL writes them: a quote within quotes is doubled.
    private static final Pattern QUOTED_OR_MARK = Pattern.compile("'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|\\?");

    /** @param schema of the extension, quoted; empty where its operators are found by the search path */
    static RecallSearch of(VectorIndex index, String schema) {
        String operator = schema.isEmpty() ? index.operator() : "OPERATOR(" + schema + "." + index.operator() + ")";
        return new RecallSearch(index, operator);
    }

    /**
     * Some vectors of the table as text. Those at no distance from themselves that is a number (with the cosine
     * distance the zero vector) cannot be searched for and are not in the index.
     *
     * <p>Pages are sampled, not rows, and large vectors lie elsewhere, so that a page may have a hundred rows: five pages
     * for each vector that is wanted, and of their rows some.
     */
    String sample(int count) {
        double percent = Math.min(100, 100 * 5.0 * count / Math.max(1, index.tablePages()));
        double rows = Math.max(1, Double.isNaN(index.rows()) ? 1 : index.rows()) * percent / 100;
        // How many of them a partial index has is not known.
        double share = index.predicate().isEmpty() ? Math.min(1, 20 * count / rows) : 1;
        return String.format(
                Locale.ROOT,
                "SELECT /* neonwatch */ sampled::text FROM (SELECT %s AS sampled FROM %s TABLESAMPLE SYSTEM (%.4f) "
                        + "WHERE random() < %.6f AND %s LIMIT %d) AS pages "
                        + "WHERE (sampled %s sampled) <> 'NaN'::float8 ORDER BY random() LIMIT %d",
                index.expression(),
                table(),
                percent,
                share,
                condition(),
                40 * count,
                operator,
                count);
    }

    /** What the planner should answer with the index; the parameter is a vector as text. */
    String byIndex() {
        return search("index");
    }

    /** The same without an index. Another text, for a plan that is kept does not follow the settings. */
    String exact() {
        return search("exact");
    }

    private String search(String how) {
        String expression = withoutParameters(index.expression());
        return "SELECT /* neonwatch */ /* " + how + " */ " + expression + " " + operator + " ?::" + index.sqlType()
                + " AS distance FROM " + table() + " WHERE " + withoutParameters(condition()) + " ORDER BY "
                + expression + " " + operator + " ?::" + index.sqlType() + " LIMIT " + NEIGHBORS;
    }

    /** For JDBC a question mark is a parameter, unless it is quoted or doubled, and for PostgreSQL an operator. */
    private static String withoutParameters(String sql) {
        return QUOTED_OR_MARK
                .matcher(sql)
                .replaceAll(found -> found.group().equals("?") ? "??" : Matcher.quoteReplacement(found.group()));
    }

    private String condition() {
        String present = "(" + index.expression() + ") IS NOT NULL";
        return index.predicate().isEmpty() ? present : "(" + index.predicate() + ") AND " + present;
    }

    private String table() {
        return "ONLY " + quoted(index.table());
    }

    static String quoted(RelationName name) {
        return quoted(name.schema()) + "." + quoted(name.name());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
