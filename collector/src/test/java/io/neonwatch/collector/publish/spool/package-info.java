/** Tests of the spool. */
@NullMarked
package io.neonwatch.collector.publish.spool;

import org.jspecify.annotations.NullMarked;
