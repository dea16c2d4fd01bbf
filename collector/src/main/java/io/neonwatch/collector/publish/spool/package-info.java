/** Keeps records on disk that Kafka does not have yet, in order, also across a crash of the collector. */
@NullMarked
package io.neonwatch.collector.publish.spool;

import org.jspecify.annotations.NullMarked;
