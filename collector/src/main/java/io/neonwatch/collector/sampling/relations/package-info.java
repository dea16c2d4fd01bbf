/** Tables, indexes and sequences: how large they are, how they are used and kept up, and what is wrong with them. */
@NullMarked
package io.neonwatch.collector.sampling.relations;

import org.jspecify.annotations.NullMarked;
