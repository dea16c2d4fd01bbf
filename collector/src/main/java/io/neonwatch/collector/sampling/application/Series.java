package io.neonwatch.collector.sampling.application;

import java.util.SortedMap;

/** A metric with its labels, which make it unmistakable. */
record Series(String name, SortedMap<String, String> labels) {}
