package io.neonwatch.collector.publish.spool;

/** A record as read from disk. */
public record Stored(PendingRecord record, Place place) {}
