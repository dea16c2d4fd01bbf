package io.neonwatch.collector.sampling.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an SQL text into its pieces.
 *
 * <p>Source: PostgreSQL, "Lexical Structure".
 */
final class SqlTokens {

    // Every alternative is possessive or excludes what ends it, so that no text makes it go back over what it has read.
    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>\\s++|--[^\\n]*+)
            |(?<comment>/\\*)
            |(?<other>[eE]'(?:[^'\\\\]|\\\\.|'')*+'?|(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*+'?|(?:[uU]&)?"(?:[^"]|"")*+"?)
            |(?<parameter>\\$[0-9]{1,5}+)
            |(?<dollar>\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*+)?\\$)
            |(?<number>\\.?[0-9][\\p{L}\\p{N}_.]*+)
            |(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*+)
            |(?<symbol>.)
            """, Pattern.COMMENTS | Pattern.DOTALL);

    private SqlTokens() {}

    static List<SqlToken> of(String text) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at)) {
            int end = matcher.end();
            if (matcher.group("comment") != null) end = commentEnd(text, at);
            else if (matcher.group("dollar") != null) {
                end = closing(text, matcher.group("dollar"), end);
                tokens.add(new SqlToken(SqlToken.Kind.OTHER, "", at, end));
            } else if (matcher.group("space") == null) tokens.add(token(matcher, at, end));
            at = end;
        }
        return tokens;
    }

    private static SqlToken token(Matcher matcher, int start, int end) {
        String found = matcher.group();
        if (matcher.group("parameter") != null) return new SqlToken(SqlToken.Kind.PARAMETER, found, start, end);
        if (matcher.group("word") != null)
            return new SqlToken(SqlToken.Kind.WORD, found.toLowerCase(Locale.ROOT), start, end);
        if (matcher.group("symbol") != null) return new SqlToken(SqlToken.Kind.SYMBOL, found, start, end);
        return new SqlToken(SqlToken.Kind.OTHER, "", start, end);
    }

    /** Comments nest. */
    private static int commentEnd(String text, int start) {
        int depth = 0;
        int at = start;
        do {
            if (text.startsWith("/*", at)) depth++;
            else if (text.startsWith("*/", at)) depth--;
            else {
                at++;
                continue;
            }
            at += 2;
        } while (depth > 0 && at < text.length());
        return Math.min(at, text.length());
    }

    private static int closing(String text, String tag, int from) {
        int closing = text.indexOf(tag, from);
        return closing < 0 ? text.length() : closing + tag.length();
    }
}
