/** Vector search with pgvector: its indexes, how it is searched, and how much of what is nearest the searches find. */
@NullMarked
package io.neonwatch.collector.sampling.vector;

import org.jspecify.annotations.NullMarked;
