package io.neonwatch.sandbox.neon;

import java.util.concurrent.ThreadLocalRandom;

/** Makes ids in Neon's shape: a kind, two words, eight characters. */
final class Identifiers {

    private static final String[] FIRST = {
        "calm", "dawn", "green", "late", "misty", "polished", "quiet", "shy", "soft", "wild"
    };
    private static final String[] SECOND = {
        "bird", "cloud", "field", "forest", "harbor", "lake", "moon", "river", "sun", "tree"
    };
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Identifiers() {}

    static String branch() {
        return "br-" + words();
    }

    static String endpoint() {
        return "ep-" + words();
    }

    private static String words() {
        return oneOf(FIRST) + "-" + oneOf(SECOND) + "-a" + characters(7);
    }

    /** Letters and digits, from a generator that must not be used for real secrets. */
    static String characters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++)
            text.append(CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(CHARACTERS.length())));
        return text.toString();
    }

    private static String oneOf(String[] words) {
        return words[ThreadLocalRandom.current().nextInt(words.length)];
    }
}
