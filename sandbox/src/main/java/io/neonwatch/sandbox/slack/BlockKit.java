package io.neonwatch.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.neonwatch.sandbox.http.Page;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** A message as HTML: close enough to what Slack shows to judge it by. */
final class BlockKit {

    private BlockKit() {}

    static String html(SlackMessage message) {
        StringBuilder html = new StringBuilder("<time>")
                .append(message.received().truncatedTo(ChronoUnit.MILLIS))
                .append("</time>");
        JsonNode blocks = message.json().path("blocks");
        if (blocks.isEmpty())
            html.append("<p>").append(Mrkdwn.html(message.text())).append("</p>");
        blocks.forEach(block -> html.append(block(block)));
        message.json()
                .path("attachments")
                .forEach(attachment -> attachment.path("blocks").forEach(block -> html.append(block(block))));
        return html.toString();
    }

    private static String block(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "header" -> "<h2>" + text(block.path("text")) + "</h2>";
            case "section" -> section(block);
            case "context" -> "<p class=\"quiet\">" + joined(block.path("elements"), " &middot; ") + "</p>";
            case "divider" -> "<hr>";
            case "actions" -> "<p>" + buttons(block.path("elements")) + "</p>";
            default -> "<p class=\"quiet\">(" + Page.escape(block.path("type").asText()) + ")</p>";
        };
    }

    private static String section(JsonNode block) {
        String text = block.has("text") ? "<p>" + text(block.path("text")) + "</p>" : "";
        if (!block.has("fields")) return text;
        return text + "<div class=\"fields\"><div>" + joined(block.path("fields"), "</div><div>") + "</div></div>";
    }

    private static String buttons(JsonNode elements) {
        return elements.valueStream()
                .map(button -> "<span class=\"button\">" + text(button.path("text")) + "</span>")
                .collect(Collectors.joining());
    }

    private static String joined(JsonNode texts, String separator) {
        return texts.valueStream().map(BlockKit::text).collect(Collectors.joining(separator));
    }

    private static String text(JsonNode text) {
        String value = text.path("text").asText();
        return text.path("type").asText().equals("mrkdwn") ? Mrkdwn.html(value) : Mrkdwn.plain(value);
    }
}
