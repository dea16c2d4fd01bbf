package io.neonwatch.processor.lifecycle;

import io.neonwatch.processor.rules.Band;
import io.neonwatch.processor.rules.Rule;
import java.time.Duration;

/**
 * How long a band has been breached without a break.
 *
 * @param held event time between its samples, gaps left out
 * @param samples in a row
 */
public record Streak(Duration held, int samples) {

    public static final Streak NONE = new Streak(Duration.ZERO, 0);

    /**
     * One more breaching sample.
     *
     * @param sinceLast time since the sample before, whatever that was
     */
    Streak continued(Duration sinceLast, Duration maxGap) {
        if (samples == 0) return new Streak(Duration.ZERO, 1);
        if (!sinceLast.isPositive()) return this;
        // What happened within a gap is not known, so it does not count.
        boolean gap = sinceLast.compareTo(maxGap) > 0;
        return new Streak(gap ? held : held.plus(sinceLast), samples + 1);
    }

    boolean satisfies(Rule rule, Band band) {
        return samples >= rule.samplesNeeded(band) && held.compareTo(band.holdFor()) >= 0;
    }
}
