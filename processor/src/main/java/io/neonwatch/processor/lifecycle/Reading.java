package io.neonwatch.processor.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * The sample that was last applied to an alert.
 *
 * @param threshold of the severity in force, or of the one it may come to
 * @param summary as of the last sample that was not clear, so that a resolved alert still says what was wrong
 * @param maxGap a longer silence than this after it is a gap
 */
public record Reading(Instant at, double value, String unit, double threshold, String summary, Duration maxGap) {}
