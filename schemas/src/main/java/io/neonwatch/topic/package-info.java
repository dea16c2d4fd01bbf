/** Every topic as a typed value, and the Kafka cluster they live on. */
@NullMarked
package io.neonwatch.topic;

import org.jspecify.annotations.NullMarked;
