package io.neonwatch.processor.lifecycle;

import io.neonwatch.schemas.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a series at one time.
 *
 * @param at event time
 * @param conclusive false where there is too little to judge by, which counts as clear
 * @param attributes what else the point said of itself; empty for a window
 * @param recoveryPoint the last moment known to be free of what was seen, where the sample says so
 * @param maxGap a longer silence than this before the sample is a gap
 * @param clockSetBack whether the clock behind {@code at} was set back, so that an earlier time is no older sample
 */
public record Observation(
        Instant at,
        double value,
        boolean conclusive,
        String unit,
        Map<String, String> attributes,
        @Nullable RecoveryPoint recoveryPoint,
        Duration maxGap,
        boolean clockSetBack) {}
