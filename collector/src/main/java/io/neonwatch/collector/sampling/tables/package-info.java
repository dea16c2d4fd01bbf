/** What changed in each table, and whether it was a mass change. */
@NullMarked
package io.neonwatch.collector.sampling.tables;

import org.jspecify.annotations.NullMarked;
