/** A control plane that speaks Neon's API, version 2, on this machine. */
@NullMarked
package io.neonwatch.sandbox.neon;

import org.jspecify.annotations.NullMarked;
