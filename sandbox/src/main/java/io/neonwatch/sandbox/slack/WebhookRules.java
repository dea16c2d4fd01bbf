package io.neonwatch.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

/** What Slack refuses in a payload, by its published limits. */
final class WebhookRules {

    static final String OK = "ok";

    private static final int BLOCKS = 50;
    private static final int HEADER_CHARACTERS = 150;
    private static final int SECTION_CHARACTERS = 3_000;
    private static final int FIELD_CHARACTERS = 2_000;
    private static final int FIELDS = 10;
    private static final int CONTEXT_ELEMENTS = 10;
    private static final int ACTIONS = 25;

    private WebhookRules() {}

    /** {@link #OK}, or the word that Slack answers with. */
    static String verdict(JsonNode payload) {
        if (!payload.isObject()) return "invalid_payload";
        JsonNode blocks = payload.path("blocks");
        if (payload.path("text").asText().isEmpty() && blocks.isEmpty()) return "no_text";
        if (blocks.isMissingNode()) return OK;
        if (!blocks.isArray() || blocks.size() > BLOCKS) return "invalid_blocks";
        for (JsonNode block : blocks) if (!isValid(block)) return "invalid_blocks";
        return OK;
    }

    private static boolean isValid(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "header" ->
                isText(block.path("text"), HEADER_CHARACTERS)
                        && block.path("text").path("type").asText().equals("plain_text");
            case "section" -> isSection(block);
            case "context" -> isFilled(block.path("elements"), CONTEXT_ELEMENTS);
            case "actions" -> isFilled(block.path("elements"), ACTIONS);
            case "divider", "image", "rich_text", "video", "input", "file" -> true;
            default -> false;
        };
    }

    private static boolean isSection(JsonNode block) {
        JsonNode fields = block.path("fields");
        if (block.path("text").isMissingNode() && fields.isMissingNode()) return false;
        if (!block.path("text").isMissingNode() && !isText(block.path("text"), SECTION_CHARACTERS)) return false;
        if (fields.isMissingNode()) return true;
        if (!isFilled(fields, FIELDS)) return false;
        for (JsonNode field : fields) if (!isText(field, FIELD_CHARACTERS)) return false;
        return true;
    }

    private static boolean isFilled(JsonNode list, int most) {
        return list.isArray() && !list.isEmpty() && list.size() <= most;
    }

    private static boolean isText(JsonNode text, int most) {
        String value = text.path("text").asText();
        String type = text.path("type").asText();
        return (type.equals("mrkdwn") || type.equals("plain_text")) && !value.isEmpty() && value.length() <= most;
    }
}
