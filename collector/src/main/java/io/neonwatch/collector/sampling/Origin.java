package io.neonwatch.collector.sampling;

/**
 * Where records come from.
 *
 * @param target its id
 * @param collector its name
 */
public record Origin(String target, String collector) {}
