/** Signs of life of the collector itself. */
@NullMarked
package io.neonwatch.collector.heartbeat;

import org.jspecify.annotations.NullMarked;
