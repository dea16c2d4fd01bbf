/** Metric batches, written and read point by point. */
@NullMarked
package io.neonwatch.metrics;

import org.jspecify.annotations.NullMarked;
