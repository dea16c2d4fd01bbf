/** Asks each target its questions when they are due, over one connection, whatever happens to the other targets. */
@NullMarked
package io.neonwatch.collector.sampling;

import org.jspecify.annotations.NullMarked;
