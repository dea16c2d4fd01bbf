/** Which targets are watched now: those that should be, started, stopped and replaced as that changes. */
@NullMarked
package io.neonwatch.collector.fleet;

import org.jspecify.annotations.NullMarked;
