/** Is a database there, of a server whose other state is asked through another of its databases. */
@NullMarked
package io.neonwatch.collector.sampling.presence;

import org.jspecify.annotations.NullMarked;
