package io.neonwatch.runtime.health;

/**
 * What a check found.
 *
 * @param detail why it is not ready, or anything worth saying; may be empty
 */
public record Health(boolean ready, String detail) {

    public static final Health READY = new Health(true, "");

    public static Health notReady(String detail) {
        return new Health(false, detail);
    }
}
