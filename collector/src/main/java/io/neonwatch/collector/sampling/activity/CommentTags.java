package io.neonwatch.collector.sampling.activity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application says of itself in the comment of a query: {@code key='value'} with commas between as sqlcommenter
 * writes it, or {@code key:value} as Rails does. Only known keys are taken, those that have few values; traceparent and
 * the like would make a series of every query.
 *
 * <p>Source: sqlcommenter's specification (google.github.io/sqlcommenter/spec); Rails, ActiveRecord::QueryLogs.
 */
final class CommentTags {

    static final Set<String> KEYS =
            Set.of("application", "framework", "db_driver", "controller", "action", "route", "job");

    /** Characters; what is longer is cut off. */
    private static final int LONGEST = 100;

    private static final Pattern TAG = Pattern.compile(
            "(?:^|,)\\s*([A-Za-z_]{1,30})\\s*(?:=\\s*'((?:[^'\\\\]|\\\\.)*+)'|:\\s*([^,'=*]*+))(?=\\s*(?:,|$))");

    private CommentTags() {}

    /** @param comment with or without its slashes and asterisks; what follows it is passed over */
    static Map<String, String> of(String comment) {
        String inside = comment.startsWith("/*") ? comment.substring(2) : comment;
        if (inside.contains("*/")) inside = inside.substring(0, inside.indexOf("*/"));
        Map<String, String> tags = new HashMap<>();
        Matcher tag = TAG.matcher(inside.strip());
        while (tag.find()) {
            if (!KEYS.contains(tag.group(1))) continue;
            String value = tag.group(2) == null ? tag.group(3).strip() : decoded(tag.group(2));
            if (!value.isEmpty()) tags.put(tag.group(1), shortened(value));
        }
        return tags;
    }

    /** Per cent signs that encode nothing stay as they are. */
    private static String decoded(String value) {
        byte[] bytes = value.replace("\\'", "'").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at++) {
            int high = bytes[at] == '%' && at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
            decoded.write(low < 0 ? bytes[at] : high * 16 + low);
            if (low >= 0) at += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static String shortened(String value) {
        int length = value.codePointCount(0, value.length());
        return length <= LONGEST ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST));
    }
}
