package io.neonwatch.collector.publish.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where records wait while Kafka is away, under the key {@code collector.spool}.
 *
 * @param directory of this collector alone; created when it is not there
 * @param maxSize as in {@code 512MB}; 1 GB if left out. Beyond it the oldest records are dropped
 * @param maxAge 1 d if left out. Records that have waited for longer are dropped
 */
public record SpoolConfig(
        Path directory, @Nullable String maxSize, @Nullable Duration maxAge) {

    private static final long SMALLEST = 16_000_000;

    public SpoolConfig {
        maxSize = Objects.requireNonNullElse(maxSize, "1GB");
        maxAge = Objects.requireNonNullElse(maxAge, Duration.ofDays(1));
        if (ByteSize.parse("max_size", maxSize) < SMALLEST)
            throw new IllegalArgumentException("max_size must be at least 16MB");
        if (!maxAge.isPositive()) throw new IllegalArgumentException("max_age must be more than 0, as in 1d");
    }

    public SpoolLimits limits() {
        return SpoolLimits.of(
                ByteSize.parse("max_size", Objects.requireNonNull(maxSize)), Objects.requireNonNull(maxAge));
    }
}
