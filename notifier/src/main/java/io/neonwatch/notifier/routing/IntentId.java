package io.neonwatch.notifier.routing;

import io.neonwatch.schemas.IntentAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** An intent's id, made of event data only: the same event makes the same id for ever. */
final class IntentId {

    /** Source: RFC 4648, section 6, in lower case. */
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private static final int BITS = 5;

    private IntentId() {}

    static String of(String group, String episode, long sequence, String receiver, IntentAction action) {
        String text = String.join("|", group, episode, Long.toString(sequence), receiver, action.name());
        return base32(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte next : bytes) {
            buffer = (buffer << 8) | (next & 0xff);
            held += 8;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt((buffer >> held) & 31));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) text.append(ALPHABET.charAt((buffer << (BITS - held)) & 31));
        return text.toString();
    }
}
