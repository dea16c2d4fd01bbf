/** A real Apache Kafka broker inside this program. */
@NullMarked
package io.neonwatch.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
