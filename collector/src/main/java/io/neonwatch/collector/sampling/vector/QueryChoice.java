package io.neonwatch.collector.sampling.vector;

/** Whether a query's plan uses a vector index. */
record QueryChoice(long queryId, DistanceFunction distance, IndexChoice choice) {}
