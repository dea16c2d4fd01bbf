/** Measurements of the whole, on real parts; started by {@code bench/run NAME}. */
@NullMarked
package io.neonwatch.bench;

import org.jspecify.annotations.NullMarked;
