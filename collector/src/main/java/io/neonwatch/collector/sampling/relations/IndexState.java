package io.neonwatch.collector.sampling.relations;

/** What the catalog says of an index; for what is none, {@link #USABLE}. */
enum IndexState {
    /** Dropping it would take nothing but a way to the rows. */
    USABLE,
    /** It keeps rows apart too, and is needed even if it is never read. */
    CONSTRAINT,
    /** Of a partition, and nothing that can be dropped alone: the same index of another partition has been read. */
    PART,
    /** Being built or dropped concurrently. */
    IN_PROGRESS,
    /** Left behind by a build that failed: kept up by every change, and of no use. */
    INVALID
}
