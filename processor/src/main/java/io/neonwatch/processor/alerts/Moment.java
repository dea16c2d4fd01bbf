package io.neonwatch.processor.alerts;

import io.neonwatch.processor.lifecycle.Observation;
import io.neonwatch.processor.rules.Rule;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When, and under which circumstances, a batch was seen.
 *
 * @param now event time
 * @param recoveryPoint the last moment known to be free of what the batch counts
 */
record Moment(
        Instant now,
        Duration maxGap,
        boolean clockSetBack,
        @Nullable RecoveryPoint recoveryPoint) {

    static Moment of(MetricBatch batch, ProbeClock clock, boolean clockSetBack) {
        Instant before = batch.getBeforeChangesAt();
        RecoveryPoint point = before == null ? null : new RecoveryPoint(before, batch.getBeforeChangesLsn());
        return new Moment(batch.getObservedAt(), clock.maxGap(), clockSetBack, point);
    }

    Observation observation(Sample sample) {
        return new Observation(
                now,
                sample.value(),
                sample.conclusive(),
                sample.unit(),
                sample.attributes(),
                recoveryPoint,
                maxGap,
                clockSetBack);
    }

    /**
     * @param metricUnit taken where the rule names none
     * @param sampled whether the batch had points of the window
     */
    Observation observation(Rule rule, double windowValue, String metricUnit, boolean sampled) {
        String ownUnit = rule.unit();
        return new Observation(
                now,
                windowValue,
                true,
                ownUnit == null ? metricUnit : ownUnit,
                Map.of(),
                sampled ? recoveryPoint : null,
                maxGap,
                clockSetBack);
    }
}
