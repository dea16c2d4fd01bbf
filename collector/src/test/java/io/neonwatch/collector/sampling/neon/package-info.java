/** Tests of what concerns Neon. */
@NullMarked
package io.neonwatch.collector.sampling.neon;

import org.jspecify.annotations.NullMarked;
