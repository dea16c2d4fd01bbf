/** Computes on Neon: when they may be connected to, and what only Neon knows of them. */
@NullMarked
package io.neonwatch.collector.sampling.neon;

import org.jspecify.annotations.NullMarked;
