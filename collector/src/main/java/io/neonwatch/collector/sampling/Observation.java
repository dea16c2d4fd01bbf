package io.neonwatch.collector.sampling;

import io.neonwatch.topic.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record on its way to a topic.
 *
 * @param at event time
 */
public record Observation<V extends SpecificRecord>(Topic<V> topic, String key, V value, Instant at) {}
