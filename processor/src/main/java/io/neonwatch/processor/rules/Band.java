package io.neonwatch.processor.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The values that mean a certain severity.
 *
 * @param threshold just outside the band
 * @param recovery where an alert in force ends, itself still within; null for the threshold
 * @param holdFor how long a value must stay within before it counts, in event time
 */
public record Band(Side side, double threshold, @Nullable Double recovery, Duration holdFor) {

    /** On which side of the threshold the trouble is. */
    public enum Side {
        ABOVE,
        BELOW
    }

    public Band {
        if (Double.isNaN(threshold)) throw new IllegalArgumentException("a threshold must be a number");
        if (holdFor.isNegative()) throw new IllegalArgumentException("for must not be negative");
        if (recovery != null && !isWithin(side, threshold, recovery))
            throw new IllegalArgumentException(
                    side == Side.ABOVE
                            ? "recover_below must be under the threshold: " + recovery + " is not under " + threshold
                            : "recover_above must be over the threshold: " + recovery + " is not over " + threshold);
    }

    /** Whether the value is past the threshold. */
    public boolean breachedBy(double value) {
        return side == Side.ABOVE ? value > threshold : value < threshold;
    }

    /** Whether the value keeps in force what is in force already. */
    public boolean heldBy(double value) {
        if (breachedBy(value)) return true;
        Double line = recovery;
        if (line == null) return false;
        return side == Side.ABOVE ? value >= line : value <= line;
    }

    /** Whether the other band begins later on the way from good to bad. */
    boolean isBefore(Band other) {
        return side == Side.ABOVE ? threshold < other.threshold : threshold > other.threshold;
    }

    private static boolean isWithin(Side side, double threshold, double recovery) {
        return side == Side.ABOVE ? recovery < threshold : recovery > threshold;
    }
}
