package io.neonwatch.collector.publish.spool;

/**
 * Where on disk a record is, to say later that it is done with.
 *
 * @param end the position behind it
 * @param spooledAt in milliseconds since 1970
 */
public record Place(Segment segment, long end, long spooledAt) {}
