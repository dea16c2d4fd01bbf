package io.neonwatch.collector.sampling;

/** The name of a table or an index, without quotes. An index is in the schema of its table. */
public record RelationName(String schema, String name) {}
