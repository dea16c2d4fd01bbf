/** Tests of the relations probe. */
@NullMarked
package io.neonwatch.collector.sampling.relations;

import org.jspecify.annotations.NullMarked;
