package io.neonwatch.notifier.slack;

import java.util.regex.Pattern;

/**
 * Text for Slack, with nothing in it that Slack would take for markup, and never longer than Slack accepts.
 *
 * <p>Source: docs.slack.dev, "Formatting message text", "Escaping text".
 */
final class SlackText {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]+");
    private static final String ELLIPSIS = "…";

    private SlackText() {}

    /** For an element of type {@code plain_text}, which Slack shows as it is. */
    static String plain(String text, int limit) {
        String clean = CONTROL.matcher(text).replaceAll(" ").replace('\n', ' ').strip();
        if (clean.length() <= limit) return clean;
        int end = limit - ELLIPSIS.length();
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + ELLIPSIS;
    }

    /** For an element of type {@code mrkdwn}: no mention, no link; backticks stay. */
    static String escaped(String text, int limit) {
        String clean = CONTROL.matcher(text).replaceAll(" ");
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < clean.length(); ) {
            int character = clean.codePointAt(at);
            at += Character.charCount(character);
            String next = escape(character);
            boolean last = at == clean.length();
            if (escaped.length() + next.length() > limit - (last ? 0 : ELLIPSIS.length())) return escaped + ELLIPSIS;
            escaped.append(next);
        }
        return escaped.toString();
    }

    /** As code, so that nothing in it is formatted. */
    static String code(String text, int limit) {
        String clean =
                escaped(text.replace('`', '\'').replace('\n', ' '), limit - 2).strip();
        return clean.isEmpty() ? "–" : "`" + clean + "`";
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(character);
        };
    }
}
