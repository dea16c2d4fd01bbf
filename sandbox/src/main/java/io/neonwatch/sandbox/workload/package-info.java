/** Drives a database as a shop's programs would, in good days and in bad ones. */
@NullMarked
package io.neonwatch.sandbox.workload;

import org.jspecify.annotations.NullMarked;
