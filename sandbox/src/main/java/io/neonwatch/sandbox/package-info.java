/** A real stack on one machine, for the demo and for tests. */
@NullMarked
package io.neonwatch.sandbox;

import org.jspecify.annotations.NullMarked;
