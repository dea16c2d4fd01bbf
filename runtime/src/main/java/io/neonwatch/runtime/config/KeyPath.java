package io.neonwatch.runtime.config;

import java.util.regex.Pattern;

/** The way to a value, for example {@code collector.targets[0].name}; empty for the whole document. */
record KeyPath(String text) {

    static final KeyPath ROOT = new KeyPath("");

    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    /** What does not look like a key may be a misplaced secret, and is not shown. */
    KeyPath key(String name) {
        return SHOWABLE.matcher(name).matches() ? child(name) : hiddenKey();
    }

    KeyPath hiddenKey() {
        return child("(key)");
    }

    KeyPath item(int index) {
        return new KeyPath(text + "[" + index + "]");
    }

    private KeyPath child(String shown) {
        return new KeyPath(text.isEmpty() ? shown : text + "." + shown);
    }
}
