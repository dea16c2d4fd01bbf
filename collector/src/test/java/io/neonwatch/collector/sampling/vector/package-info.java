/** Tests of the vector probe. */
@NullMarked
package io.neonwatch.collector.sampling.vector;

import org.jspecify.annotations.NullMarked;
