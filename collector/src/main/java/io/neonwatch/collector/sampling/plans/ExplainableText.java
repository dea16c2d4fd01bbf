package io.neonwatch.collector.sampling.plans;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A normalised query that can be planned without harm, with numbers in place of the parameters of its {@code LIMIT}s. With
 * a parameter there the planner would assume that a tenth of all rows is wanted, and never take an index that is good at
 * finding the first few in order, as those for vectors are.
 *
 * @param parameters how many it has, from {@code $1} on without gaps
 * @param reads whether it only reads
 * @param limit the number that took the place of a parameter; 0 where there was none
 */
record ExplainableText(String sql, int parameters, boolean reads, long limit) {

    private static final Set<String> READING = Set.of("select", "values", "table");
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> AFTER_LIMIT =
            Set.of("offset", "fetch", "limit", "for", "union", "intersect", "except", "returning", "on");
    /** What stands before a constant as its type, and may not stand before a parameter. */
    private static final Set<String> TYPES = Set.of(
            "interval",
            "date",
            "time",
            "timetz",
            "timestamp",
            "timestamptz",
            "json",
            "jsonb",
            "uuid",
            "inet",
            "cidr",
            "point",
            "bytea",
            "numeric",
            "xml",
            "vector",
            "halfvec");

    private static final String MARK = "/* neonwatch */";

    /**
     * @param text as {@code pg_stat_statements} has it
     * @param limit rows that it usually wants, at least 1
     * @return empty where it is no single SELECT, INSERT, UPDATE, DELETE or MERGE, or is Neonwatch's own
     */
    static Optional<ExplainableText> of(String text, long limit) {
        if (text.contains(MARK)) return Optional.empty();
        List<SqlToken> tokens = SqlTokens.of(text);
        while (!tokens.isEmpty() && tokens.getLast().is(";")) tokens = tokens.subList(0, tokens.size() - 1);
        if (tokens.stream().anyMatch(token -> token.is(";"))) return Optional.empty();
        String command = command(tokens);
        boolean writes =
                tokens.stream().anyMatch(token -> token.kind() == SqlToken.Kind.WORD && WRITING.contains(token.text()));
        boolean explainable = READING.contains(command) || WRITING.contains(command) || command.equals("with");
        return explainable ? Optional.of(rewritten(text, tokens, limit, !writes)) : Optional.empty();
    }

    /** The first word, within parentheses or not. */
    private static String command(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token -> !token.is("("))
                .findFirst()
                .map(SqlToken::text)
                .orElse("");
    }

    private static ExplainableText rewritten(String text, List<SqlToken> tokens, long limit, boolean reads) {
        StringBuilder sql = new StringBuilder();
        Map<Integer, Integer> newNumbers = new HashMap<>();
        LimitClause clause = new LimitClause();
        int copied = 0;
        boolean limited = false;
        SqlToken before = null;
        for (SqlToken token : tokens) {
            SqlToken type = before != null && TYPES.contains(before.text()) ? before : null;
            before = token;
            clause.next(token);
            if (!token.parameter()) continue;
            sql.append(text, copied, type == null ? token.start() : type.start());
            copied = token.end();
            switch (clause.inside()) {
                case LIMIT -> {
                    sql.append(limit);
                    limited = true;
                }
                case OFFSET -> sql.append(0);
                case NEITHER ->
                    // A number that no longer occurs would leave a parameter whose type nobody can tell.
                    sql.append('$').append(newNumbers.computeIfAbsent(token.number(), _ -> newNumbers.size() + 1));
            }
            if (type != null) sql.append("::").append(type.text());
        }
        int end = tokens.isEmpty() ? 0 : tokens.getLast().end();
        return new ExplainableText(
                sql.append(text, copied, end).toString(), newNumbers.size(), reads, limited ? limit : 0);
    }

    /** Follows the pieces of a text, to know whether one belongs to {@code LIMIT}, {@code FETCH} or {@code OFFSET}. */
    private static final class LimitClause {

        enum Part {
            LIMIT,
            OFFSET,
            NEITHER
        }

        private Part part = Part.NEITHER;
        private int depth;
        private int clauseDepth;
        private boolean named;

        Part inside() {
            return part;
        }

        void next(SqlToken token) {
            if (token.is("(")) depth++;
            if (token.is(")")) depth--;
            boolean over = depth < clauseDepth || depth == clauseDepth && AFTER_LIMIT.contains(token.text());
            if (over) part = Part.NEITHER;
            if (!named && (token.is("limit") || token.is("fetch"))) start(Part.LIMIT);
            else if (!named && token.is("offset")) start(Part.OFFSET);
            named = token.is(".") || token.is("as"); // after these any key word is a name
        }

        private void start(Part started) {
            part = started;
            clauseDepth = depth;
        }
    }
}
