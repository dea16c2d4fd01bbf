/** Which servers are this collector's, where several share them. */
@NullMarked
package io.neonwatch.collector.assignment;

import org.jspecify.annotations.NullMarked;
