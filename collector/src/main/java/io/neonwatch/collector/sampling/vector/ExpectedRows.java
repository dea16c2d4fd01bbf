package io.neonwatch.collector.sampling.vector;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a search should return.
 *
 * @param rows at least 1
 */
record ExpectedRows(long rows, Source source) {

    /** How it is known. */
    enum Source {
        /** A number in the text. {@code pg_stat_statements} hides it in most texts. */
        LITERAL,
        /** {@code expected_rows} of the configuration. */
        CONFIGURED,
        /**
         * The most rows per call that an interval has averaged so far. A search that has returned too few from the
         * start is not found out by it.
         */
        LEARNED
    }

    private static final Pattern LIMIT = Pattern.compile("\\blimit\\s+(\\d{1,9})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FETCH = Pattern.compile(
            "\\bfetch\\s+(?:first|next)\\s+(?:(\\d{1,9})\\s+)?rows?\\s+only\\b", Pattern.CASE_INSENSITIVE);

    /**
     * @param text of the query
     * @param configured null where nothing is
     * @param mostPerCall rows per call of the best interval so far
     */
    static ExpectedRows of(String text, @Nullable Integer configured, double mostPerCall) {
        OptionalLong literal = limit(text);
        if (literal.isPresent()) return new ExpectedRows(literal.getAsLong(), Source.LITERAL);
        if (configured != null) return new ExpectedRows(configured, Source.CONFIGURED);
        return new ExpectedRows(Math.max(1, (long) Math.ceil(mostPerCall - 1e-9)), Source.LEARNED);
    }

    /** The last one in the text, which is the outermost in the usual queries. */
    private static OptionalLong limit(String text) {
        OptionalLong found = OptionalLong.empty();
        for (Matcher matcher = LIMIT.matcher(text); matcher.find(); )
            found = OptionalLong.of(Long.parseLong(matcher.group(1)));
        for (Matcher matcher = FETCH.matcher(text); matcher.find(); )
            found = OptionalLong.of(matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1)));
        return found.isPresent() && found.getAsLong() == 0 ? OptionalLong.empty() : found;
    }
}
