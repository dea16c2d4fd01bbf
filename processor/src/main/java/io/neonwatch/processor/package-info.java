/** The processor: Kafka Streams over metrics, exactly once. */
@NullMarked
package io.neonwatch.processor;

import org.jspecify.annotations.NullMarked;
