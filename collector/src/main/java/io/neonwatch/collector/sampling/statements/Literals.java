package io.neonwatch.collector.sampling.statements;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out what a normalised text may still hold of people's data. PostgreSQL replaces the constants of queries, but
 * not those of utility statements ({@code ALTER ROLE ... PASSWORD '...'}), nor comments. What is opened and not closed
 * goes until the end, since a text may be cut off.
 *
 * <p>Source: PostgreSQL, "Lexical Structure".
 */
final class Literals {

    /** Statements whose {@code SET} assigns to columns, and whose constants PostgreSQL replaces. */
    private static final Pattern QUERY = Pattern.compile(
            "[\\s(;]*+(?:SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES|TABLE|EXPLAIN|PREPARE|DECLARE|COPY)\\b.*+",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A quoted name, which may hold anything, or all of {@code SET app.token TO} before the value. */
    private static final Pattern NAME_OR_SETTING = Pattern.compile(
            "\"[^\"]*+\"?|\\bSET\\s++(?:(?:LOCAL|SESSION)\\s++)?"
                    + "(?:[\\w$&[^\\x00-\\x7F]]|\\s*+\\.\\s*+|\"[^\"]*+\")++\\s*+(?<is>=|TO\\b)\\s*+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONTINUED =
            Pattern.compile("[ \\t\\f\\x0B]*+[\\n\\r](?:\\s++|--[^\\n\\r]*+[\\n\\r])*+'");

    private final String text;
    private final StringBuilder kept;
    private int at;

    private Literals(String text) {
        this.text = text;
        this.kept = new StringBuilder(text.length());
    }

    /** The same text with {@code ?} for each string, number and value of a setting, and without comments. */
    static String remove(String text) {
        Literals literals = new Literals(text);
        while (literals.at < text.length()) literals.token();
        return withoutSetting(literals.kept.toString().strip());
    }

    /**
     * What a setting is set to may be words without quotes: {@code SET app.token TO geheim}. They go with all that follows,
     * since nobody knows how many they are.
     */
    private static String withoutSetting(String kept) {
        if (QUERY.matcher(kept).matches()) return kept;
        Matcher matcher = NAME_OR_SETTING.matcher(kept);
        while (matcher.find()) if (matcher.group("is") != null) return kept.substring(0, matcher.end()) + "?";
        return kept;
    }

    private void token() {
        char first = text.charAt(at);
        if (text.startsWith("--", at)) drop(lineEnd(), " ");
        else if (text.startsWith("/*", at)) drop(commentEnd(), " ");
        else if (first == '"') keep(after('"', at + 1));
        else if (first == '\'') drop(stringEnd(at + 1, false), "?");
        else if (first == '$') dollar();
        else if (isDigit(at) || first == '.' && isDigit(at + 1)) drop(numberEnd(), "?");
        else if (isWord(at)) word();
        else keep(at + 1);
    }

    private void keep(int end) {
        kept.append(text, at, end);
        at = end;
    }

    private void drop(int end, String replacement) {
        kept.append(replacement);
        at = end;
    }

    /** A name, or the letter in front of a string. */
    private void word() {
        int end = at;
        while (isWord(end)) end++;
        boolean prefix = end - at == 1 && end < text.length() && text.charAt(end) == '\'';
        char first = text.charAt(at);
        if (prefix && "bBxXnNeE".indexOf(first) >= 0) drop(stringEnd(end + 1, first == 'e' || first == 'E'), "?");
        else keep(end);
    }

    /** A parameter, or a string between two tags. */
    private void dollar() {
        int end = at + 1;
        while (isWord(end) && text.charAt(end) != '$') end++;
        if (isDigit(at + 1) || end >= text.length() || text.charAt(end) != '$') {
            keep(end);
            return;
        }
        String tag = text.substring(at, end + 1);
        int closing = text.indexOf(tag, end + 1);
        drop(closing < 0 ? text.length() : closing + tag.length(), "?");
    }

    private int lineEnd() {
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text.length() : newline;
    }

    /** Comments nest. */
    private int commentEnd() {
        int depth = 1;
        int index = at + 2;
        while (index < text.length() && depth > 0) {
            if (text.startsWith("/*", index)) depth++;
            else if (text.startsWith("*/", index)) depth--;
            else {
                index++;
                continue;
            }
            index += 2;
        }
        return Math.min(index, text.length());
    }

    /** A string may go on after a line's end, with what its beginning says of backslashes. */
    private int stringEnd(int start, boolean escapes) {
        int end = partEnd(start, escapes);
        Matcher continued = CONTINUED.matcher(text);
        while (continued.region(end, text.length()).lookingAt()) end = partEnd(continued.end(), escapes);
        return end;
    }

    private int partEnd(int start, boolean escapes) {
        for (int index = start; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\\' && escapes) index++;
            else if (character == '\'') {
                boolean doubled = index + 1 < text.length() && text.charAt(index + 1) == '\'';
                // With standard_conforming_strings off this quote would be part of the string, and nobody knows.
                boolean unsure = !escapes && index > start && text.charAt(index - 1) == '\\';
                if (unsure) return text.length();
                if (!doubled) return index + 1;
                index++;
            }
        }
        return text.length();
    }

    private int numberEnd() {
        int end = at;
        while (end < text.length()) {
            char character = text.charAt(end);
            boolean sign = end > at && "+-".indexOf(character) >= 0 && "eE".indexOf(text.charAt(end - 1)) >= 0;
            if (!isWord(end) && character != '.' && !sign) break;
            end++;
        }
        return end;
    }

    private int after(char character, int start) {
        int found = text.indexOf(character, start);
        return found < 0 ? text.length() : found + 1;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean isWord(int index) {
        if (index >= text.length()) return false;
        char character = text.charAt(index);
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }
}
