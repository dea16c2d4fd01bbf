/** Finds out which databases there are to be watched. */
@NullMarked
package io.neonwatch.collector.fleet.discovery;

import org.jspecify.annotations.NullMarked;
