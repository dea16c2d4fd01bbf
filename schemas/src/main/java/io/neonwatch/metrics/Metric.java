package io.neonwatch.metrics;

import io.neonwatch.schemas.MetricKind;

/**
 * What a metric is, as the documentation lists it.
 *
 * @param name OpenTelemetry's where it has one, else {@code neonwatch.} and our own
 * @param unit UCUM
 * @param meaning one sentence for a person, without a full stop
 * @param since the oldest major version of PostgreSQL that has it
 * @param until the newest one, or {@link #NEWEST}
 */
public record Metric(String name, String unit, MetricKind kind, String meaning, int since, int until) {

    public static final int OLDEST = 14;
    public static final int NEWEST = Integer.MAX_VALUE;

    /** A value at the time of observation. */
    public static Metric gauge(String name, String unit, String meaning) {
        return new Metric(name, unit, MetricKind.GAUGE, meaning, OLDEST, NEWEST);
    }

    /** What was added since the start of the batch's interval. */
    public static Metric delta(String name, String unit, String meaning) {
        return new Metric(name, unit, MetricKind.DELTA, meaning, OLDEST, NEWEST);
    }

    /** The same, only from this major version on. */
    public Metric since(int major) {
        return new Metric(name, unit, kind, meaning, major, until);
    }

    /** The same, only up to this major version, itself included. */
    public Metric until(int major) {
        return new Metric(name, unit, kind, meaning, since, major);
    }
}
