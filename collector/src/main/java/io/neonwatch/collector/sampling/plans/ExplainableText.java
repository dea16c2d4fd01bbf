package io.neonwatch.collector.sampling.plans;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
            "bool",
            "text",
            "varchar",
            "vector",
            "halfvec",
            "sparsevec");

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
        int from = prepared(tokens);
        tokens = tokens.subList(from, tokens.size());
        String command = command(tokens);
        boolean writes =
                tokens.stream().anyMatch(token -> token.kind() == SqlToken.Kind.WORD && WRITING.contains(token.text()));
        boolean explainable = READING.contains(command) || WRITING.contains(command) || command.equals("with");
        int start = from == 0 || tokens.isEmpty() ? 0 : tokens.getFirst().start();
        return explainable ? Optional.of(rewritten(text, start, tokens, limit, !writes)) : Optional.empty();
    }

    /** Where the query itself begins: what EXECUTE runs has the whole text of its {@code PREPARE name (types) AS}. */
    private static int prepared(List<SqlToken> tokens) {
        if (tokens.size() < 3 || !tokens.getFirst().is("prepare")) return 0;
        for (int at = 2; at < tokens.size(); at++) if (tokens.get(at).is("as")) return at + 1;
        return 0;
    }

    /** The first word, within parentheses or not. */
    private static String command(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token -> !token.is("("))
                .findFirst()
                .map(SqlToken::text)
                .orElse("");
    }

    private static ExplainableText rewritten(String text, int start, List<SqlToken> tokens, long limit, boolean reads) {
        StringBuilder sql = new StringBuilder();
        Map<Integer, Integer> newNumbers = new HashMap<>();
        LimitClause clause = new LimitClause();
        int copied = start;
        boolean limited = false;
        for (int at = 0; at < tokens.size(); at++) {
            SqlToken token = tokens.get(at);
            clause.next(token);
            if (!token.parameter()) continue;
            List<SqlToken> type = typeBefore(tokens, at);
            sql.append(
                    text,
                    copied,
                    type.isEmpty() ? token.start() : type.getFirst().start());
            copied = token.end();
            if (fieldOfExtract(tokens, at)) sql.append("epoch");
            else
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
            if (!type.isEmpty())
                sql.append("::").append(type.stream().map(SqlToken::text).collect(Collectors.joining(" ")));
        }
        int end = tokens.isEmpty() ? 0 : tokens.getLast().end();
        return new ExplainableText(
                sql.append(text, copied, end).toString(), newNumbers.size(), reads, limited ? limit : 0);
    }

    private static List<SqlToken> typeBefore(List<SqlToken> tokens, int at) {
        if (at >= 4
                && tokens.get(at - 1).is("zone")
                && TYPES.contains(tokens.get(at - 4).text())) return tokens.subList(at - 4, at);
        return at >= 1 && TYPES.contains(tokens.get(at - 1).text()) ? tokens.subList(at - 1, at) : List.of();
    }

    /** In {@code extract(epoch FROM ...)} a key word has become a parameter, which may not stand there. */
    private static boolean fieldOfExtract(List<SqlToken> tokens, int at) {
        return at >= 2
                && at + 1 < tokens.size()
                && tokens.get(at - 2).is("extract")
                && tokens.get(at - 1).is("(")
                && tokens.get(at + 1).is("from");
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
