/** Hands records to Kafka without holding up whoever has them. */
@NullMarked
package io.neonwatch.collector.publish;

import org.jspecify.annotations.NullMarked;
