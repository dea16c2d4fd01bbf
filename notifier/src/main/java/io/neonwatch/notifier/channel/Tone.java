package io.neonwatch.notifier.channel;

/** How bad the news is. */
public enum Tone {
    CRITICAL("🔴", "#b91c1c"),
    WARNING("🟠", "#b45309"),
    GOOD("✅", "#15803d"),
    TROUBLE("⚠️", "#6d28d9");

    private final String sign;
    private final String colour;

    Tone(String sign, String colour) {
        this.sign = sign;
        this.colour = colour;
    }

    /** One emoji. */
    public String sign() {
        return sign;
    }

    /** As in CSS; white text on it can be read. */
    public String colour() {
        return colour;
    }
}
