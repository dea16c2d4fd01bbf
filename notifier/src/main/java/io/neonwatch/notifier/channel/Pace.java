package io.neonwatch.notifier.channel;

import java.time.Duration;

/**
 * A limit on sending.
 *
 * @param burst how many may go at once after a quiet time, at least 1
 * @param interval after which one more may go; zero for no limit
 */
public record Pace(int burst, Duration interval) {}
