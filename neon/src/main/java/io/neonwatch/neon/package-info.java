/** A client of Neon's API, version 2: projects, branches, endpoints, operations. */
@NullMarked
package io.neonwatch.neon;

import org.jspecify.annotations.NullMarked;
