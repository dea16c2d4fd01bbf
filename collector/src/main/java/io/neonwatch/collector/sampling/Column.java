package io.neonwatch.collector.sampling;

import io.neonwatch.metrics.Metric;

/**
 * A metric and the SQL expression that it has in some versions of PostgreSQL.
 *
 * @param expression a number or null
 * @param since the oldest major version in which the expression is valid
 * @param until the newest one
 */
public record Column(Metric metric, String expression, int since, int until) {

    /** In every version that has the metric. */
    public static Column of(Metric metric, String expression) {
        return new Column(metric, expression, metric.since(), metric.until());
    }

    /** The same, only from this major version on. */
    public Column since(int major) {
        return new Column(metric, expression, major, until);
    }

    /** The same, only up to this major version, itself included. */
    public Column until(int major) {
        return new Column(metric, expression, since, major);
    }

    boolean isIn(int major) {
        return since <= major && major <= until;
    }
}
