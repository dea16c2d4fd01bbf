package io.neonwatch.collector.sampling.vector;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The distances that pgvector knows, each with its operator and its function. */
enum DistanceFunction {
    COSINE("<=>", "cosine_distance"),
    L2("<->", "l2_distance"),
    INNER_PRODUCT("<#>", "inner_product"),
    L1("<+>", "l1_distance"),
    HAMMING("<~>", "hamming_distance"),
    JACCARD("<%>", "jaccard_distance");

    // PostGIS, pg_trgm and others have operators that look the same; pgvector's take part in ORDER BY as these do, so a
    // text alone cannot tell. Quoted names and string constants are no operators.
    // Possessive, for else each character of a long constant takes stack; what is not closed, as a text may be cut off,
    // goes until the end.
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:[^\"]|\"\")*+\"?|'(?:[^']|'')*+'?|--[^\n]*+|/\\*.*?(?:\\*/|\\z)", Pattern.DOTALL);
    // Not EXPLAIN, nor the definition of a view. What EXECUTE runs has the text of its PREPARE.
    private static final Pattern RUNS = Pattern.compile(
            "^[\\s(]*(?:select|with|insert|update|delete|merge|declare|copy|prepare)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CURSOR = Pattern.compile("^\\s*declare\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORDER_BY = Pattern.compile("\\border\\s+by\\b", Pattern.CASE_INSENSITIVE);

    private final String operator;
    private final String function;
    private final Pattern pattern;

    DistanceFunction(String operator, String function) {
        this.operator = operator;
        this.function = function;
        // An operator ends where no character follows that may be part of one.
        this.pattern = Pattern.compile(
                "(?<![-+*/<>=~!@#%^&|`?])" + Pattern.quote(operator) + "(?![*/<>=~!@#%^&|`?])" + "|\\b" + function
                        + "\\s*\\(",
                Pattern.CASE_INSENSITIVE);
    }

    String operator() {
        return operator;
    }

    /** As OpenTelemetry names it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DistanceFunction> ofOperator(String operator) {
        for (DistanceFunction distance : values()) if (distance.operator.equals(operator)) return Optional.of(distance);
        return Optional.empty();
    }

    /**
     * By which distance a query looks for what is nearest; empty where it does not.
     *
     * @param text of a query, normalised
     */
    static Optional<DistanceFunction> searchedBy(String text) {
        String bare = QUOTED.matcher(text).replaceAll(" ");
        if (!RUNS.matcher(bare).find() || !ORDER_BY.matcher(bare).find()) return Optional.empty();
        // The distance may be computed in the list of columns and ordered by its name or position.
        for (DistanceFunction distance : values())
            if (distance.pattern.matcher(bare).find()) return Optional.of(distance);
        return Optional.empty();
    }

    /** Whether the query opens a cursor, and its rows are fetched by another. */
    static boolean opensCursor(String text) {
        return CURSOR.matcher(QUOTED.matcher(text).replaceAll(" ")).find();
    }
}
