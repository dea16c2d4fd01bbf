package io.neonwatch.collector.publish.spool;

import java.time.Duration;

/**
 * How much a spool holds.
 *
 * @param bytes of all its segments together
 * @param age how long a record may wait on disk
 * @param segmentBytes a new file is begun beyond it; what is dropped is dropped by the file
 */
public record SpoolLimits(long bytes, Duration age, long segmentBytes) {

    private static final long LARGEST_SEGMENT = 16_000_000;

    static SpoolLimits of(long bytes, Duration age) {
        return new SpoolLimits(bytes, age, Math.min(LARGEST_SEGMENT, bytes / 16));
    }
}
