package io.neonwatch.notifier.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neonwatch.notifier.channel.Fact;
import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.notifier.channel.Page;
import java.util.List;

/**
 * A page in Block Kit. Limits: 50 blocks, 150 characters in a header, 3,000 in a section, 2,000 in each of its 10 fields;
 * this stays below 10,000 in all.
 */
final class SlackMessage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int HEADER_LIMIT = 150;
    private static final int SUMMARY_LIMIT = 1_000;
    private static final int DETAIL_LIMIT = 2_000;
    private static final int FIELD_LIMIT = 300;
    private static final int FIELDS = 10;
    private static final int BLOCK_ID_LIMIT = 255;

    private SlackMessage() {}

    /** The episode and the intent are in the blocks' ids, for programs. */
    static ObjectNode of(Notification notification) {
        Page page = Page.of(notification);
        ArrayNode blocks = JSON.arrayNode();
        blocks.add(block("header", "intent-" + notification.intent().getId())
                .set("text", plain(page.tone().sign() + " " + page.headline(), HEADER_LIMIT)));
        blocks.add(JSON.objectNode().put("type", "section").set("text", plain(page.summary(), SUMMARY_LIMIT)));
        blocks.add(JSON.objectNode().put("type", "section").set("fields", fields(page.facts())));
        if (!page.detail().isBlank())
            blocks.add(JSON.objectNode()
                    .put("type", "section")
                    .set("text", markdown(SlackText.escaped(page.detail(), DETAIL_LIMIT))));
        String episode = "episode-" + notification.intent().getAlert().getEpisode();
        blocks.add(block("context", episode).set("elements", JSON.arrayNode().add(markdown(footer(page)))));
        ObjectNode message = JSON.objectNode();
        message.put("text", SlackText.escaped(SlackText.plain(fallback(page), SUMMARY_LIMIT), SUMMARY_LIMIT));
        message.set("blocks", blocks);
        message.put("unfurl_links", false);
        return message.put("unfurl_media", false);
    }

    private static ObjectNode block(String type, String id) {
        String shown = id.length() <= BLOCK_ID_LIMIT ? id : id.substring(0, BLOCK_ID_LIMIT);
        return JSON.objectNode().put("type", type).put("block_id", shown);
    }

    /** What a telephone shows. */
    private static String fallback(Page page) {
        return page.tone().sign() + " " + page.headline() + " on " + page.target() + ": " + page.summary();
    }

    private static ArrayNode fields(List<Fact> facts) {
        ArrayNode fields = JSON.arrayNode();
        facts.stream().limit(FIELDS).forEach(fact -> fields.add(markdown(field(fact))));
        return fields;
    }

    private static String field(Fact fact) {
        String value = fact.time() == null
                ? SlackText.code(fact.text(), FIELD_LIMIT)
                : "<!date^" + fact.time().getEpochSecond() + "^{date_short_pretty} {time_secs}|" + fact.text() + ">";
        return "*" + SlackText.escaped(fact.name().replace('*', ' '), FIELD_LIMIT) + "*\n" + value;
    }

    private static String footer(Page page) {
        String footer = "Neonwatch · episode " + SlackText.code(page.episode(), FIELD_LIMIT) + runbook(page.runbook());
        return page.mayRepeat()
                ? footer + "\nThis may be a repeat: nothing says whether the first sending arrived."
                : footer;
    }

    private static String runbook(String runbook) {
        if (runbook.isBlank()) return "";
        boolean address = runbook.matches("https?://[^\\s|<>]{1,200}");
        return " · "
                + (address
                        ? "<" + SlackText.escaped(runbook, FIELD_LIMIT) + "|Runbook>"
                        : "runbook " + SlackText.code(runbook, FIELD_LIMIT));
    }

    private static ObjectNode plain(String text, int limit) {
        return JSON.objectNode()
                .put("type", "plain_text")
                .put("text", SlackText.plain(text, limit))
                .put("emoji", false);
    }

    /** Verbatim: Slack makes no links or mentions of its own. */
    private static ObjectNode markdown(String text) {
        return JSON.objectNode().put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }
}
