/** PostgreSQL with pgvector in a container, where Docker answers. */
@NullMarked
package io.neonwatch.collector.docker;

import org.jspecify.annotations.NullMarked;
