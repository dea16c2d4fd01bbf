package io.neonwatch.sandbox.slack;

import io.neonwatch.sandbox.http.Page;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's own markup as HTML: bold, italic, code, links, line breaks and the emoji that alerts use. */
final class Mrkdwn {

    private static final Pattern LINK = Pattern.compile("<(https?://[^>|]+|mailto:[^>|]+)(?:\\|([^>]*))?>");
    private static final Pattern DATE = Pattern.compile("<!date\\^[^|>]*\\|([^>]*)>");
    private static final Pattern EMOJI = Pattern.compile(":([a-z0-9_]+):");
    private static final Map<String, String> EMOJIS = Map.of(
            "rotating_light", "\uD83D\uDEA8",
            "red_circle", "\uD83D\uDD34",
            "large_orange_circle", "\uD83D\uDFE0",
            "large_yellow_circle", "\uD83D\uDFE1",
            "large_green_circle", "\uD83D\uDFE2",
            "warning", "\u26A0\uFE0F",
            "white_check_mark", "\u2705",
            "information_source", "\u2139\uFE0F");

    private Mrkdwn() {}

    static String html(String source) {
        // Slack would show the reader's own time zone; the text for those who cannot do for us.
        String markup = DATE.matcher(source).replaceAll("$1");
        Matcher link = LINK.matcher(markup);
        StringBuilder html = new StringBuilder();
        int end = 0;
        while (link.find()) {
            html.append(styled(markup.substring(end, link.start())));
            String label = link.group(2) == null ? link.group(1) : link.group(2);
            html.append("<a href=\"").append(plain(link.group(1))).append("\">");
            html.append(plain(label)).append("</a>");
            end = link.end();
        }
        return html.append(styled(markup.substring(end))).toString();
    }

    /** Text without markup, in which Slack still wants {@code &}, {@code <} and {@code >} written as entities. */
    static String plain(String text) {
        String unescaped = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        String html = Page.escape(unescaped).replace("\n", "<br>");
        return EMOJI.matcher(html).replaceAll(match -> EMOJIS.getOrDefault(match.group(1), match.group()));
    }

    private static String styled(String markup) {
        return plain(markup)
                .replaceAll("```(?:<br>)?(.+?)```", "<pre>$1</pre>")
                .replaceAll("`([^`]+)`", "<code>$1</code>")
                .replaceAll("(?<![\\w*])\\*([^*\\n]+)\\*(?![\\w*])", "<strong>$1</strong>")
                .replaceAll("(?<!\\w)_([^_\\n]+)_(?!\\w)", "<em>$1</em>");
    }
}
