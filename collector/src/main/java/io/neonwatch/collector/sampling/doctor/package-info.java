/** Looks at a target once, and says what the collector will not see there and why. */
@NullMarked
package io.neonwatch.collector.sampling.doctor;

import org.jspecify.annotations.NullMarked;
