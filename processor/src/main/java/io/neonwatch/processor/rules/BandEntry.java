package io.neonwatch.processor.rules;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code warning} or {@code critical} in a rule file, for example
 * {@code {above: 0.75, for: 1m, recover_below: 0.70}}.
 */
public record BandEntry(
        @Nullable Double above,
        @Nullable Double below,
        @Nullable Duration for_,
        @Nullable Double recoverBelow,
        @Nullable Double recoverAbove) {

    public BandEntry {
        band(above, below, for_, recoverBelow, recoverAbove);
    }

    Band toBand() {
        return band(above, below, for_, recoverBelow, recoverAbove);
    }

    private static Band band(
            @Nullable Double above,
            @Nullable Double below,
            @Nullable Duration for_,
            @Nullable Double recoverBelow,
            @Nullable Double recoverAbove) {
        Duration hold = Objects.requireNonNullElse(for_, Duration.ZERO);
        if (above != null && below == null) {
            if (recoverAbove != null)
                throw new IllegalArgumentException("recover_above belongs to below; above goes with recover_below");
            return new Band(Band.Side.ABOVE, above, recoverBelow, hold);
        }
        if (below != null && above == null) {
            if (recoverBelow != null)
                throw new IllegalArgumentException("recover_below belongs to above; below goes with recover_above");
            return new Band(Band.Side.BELOW, below, recoverAbove, hold);
        }
        throw new IllegalArgumentException("give either above or below");
    }
}
