/** Reads databases and writes what it sees to Kafka. */
@NullMarked
package io.neonwatch.collector;

import org.jspecify.annotations.NullMarked;
