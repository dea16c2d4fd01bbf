package io.neonwatch.collector.sampling.statements;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out what a normalised text may still hold of people's data. PostgreSQL replaces the constants of queries, but
 * not those of utility statements ({@code ALTER ROLE ... PASSWORD '...'}), nor comments.
 */
final class Literals {

    // In this order: a quote within a comment opens no string, a comment within a string is none, and names in double
    // quotes, $1 and digits within names stay as they are. What is not closed goes until the end: a text may be cut
    // off.
    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment>--[^\\n]*|/\\*.*?(\\*/|\\z))\
            |(?<name>"[^"]*("|\\z)|\\$\\d+|[\\p{L}_][\\p{L}\\p{N}_$]*(?!['\\p{L}\\p{N}_$]))\
            |(?<string>[eE]'([^'\\\\]|\\\\.|'')*('|\\z)|([bBxXnN]|[uU]&)?'([^']|'')*('|\\z)\
            |\\$(?<tag>[\\p{L}_][\\p{L}\\p{N}_]*|)\\$.*?(\\$\\k<tag>\\$|\\z))\
            |(?<number>(\\d[\\d_]*(\\.[\\d_]*)?|\\.\\d[\\d_]*)([eE][+-]?\\d+)?)""", Pattern.DOTALL);

    private Literals() {}

    /** The same text with {@code ?} for each string and number, and without comments. */
    static String remove(String text) {
        return TOKEN.matcher(text).replaceAll(Literals::replacement).strip();
    }

    private static String replacement(java.util.regex.MatchResult token) {
        if (token.group("name") != null) return Matcher.quoteReplacement(token.group());
        return token.group("comment") != null ? " " : "?";
    }
}
