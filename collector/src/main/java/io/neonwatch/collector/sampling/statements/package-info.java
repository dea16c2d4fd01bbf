/** What each normalised query did, from `pg_stat_statements`. */
@NullMarked
package io.neonwatch.collector.sampling.statements;

import org.jspecify.annotations.NullMarked;
