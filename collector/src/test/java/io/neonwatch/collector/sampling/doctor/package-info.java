/** Tests of the look at a target. */
@NullMarked
package io.neonwatch.collector.sampling.doctor;

import org.jspecify.annotations.NullMarked;
