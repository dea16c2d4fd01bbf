package io.neonwatch.processor.lifecycle;

import io.neonwatch.schemas.RecoveryPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of an alert, from its first breach to its end.
 *
 * @param recoveryPoint as of the first breach
 * @param sequence of its newest event; 0 before the first
 * @param changedAt time of its newest event
 */
public record Episode(
        Instant firstBreachAt,
        @Nullable RecoveryPoint recoveryPoint,
        long sequence,
        Instant changedAt,
        Streaks streaks,
        Reading reading) {

    Episode with(Streaks newStreaks, Reading newReading) {
        return new Episode(firstBreachAt, recoveryPoint, sequence, changedAt, newStreaks, newReading);
    }

    Episode withoutStreaks() {
        return with(Streaks.NONE, reading);
    }

    Episode changed(Instant at) {
        return new Episode(firstBreachAt, recoveryPoint, sequence + 1, at, streaks, reading);
    }
}
