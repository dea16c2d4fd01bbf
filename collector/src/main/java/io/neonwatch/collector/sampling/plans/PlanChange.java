package io.neonwatch.collector.sampling.plans;

/**
 * A query's plan is another than at the last look.
 *
 * @param from hash of the shape before
 * @param to hash of the shape now
 */
record PlanChange(long queryId, String from, String to) {}
