package io.neonwatch.collector.sampling.neon;

import java.time.Duration;

/**
 * Something that Neon's API has told.
 *
 * @param age since it was asked
 * @param problem why it is not newer; empty when it is as new as it was wanted
 */
record Seen<T>(T value, Duration age, String problem) {}
