package io.neonwatch.collector.sampling.relations;

/** A relation and what the server keeps of it, counters since the start of the epoch. */
record RelationSample(Relation relation, Measures measures) {}
