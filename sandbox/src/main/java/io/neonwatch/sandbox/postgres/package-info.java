/** A real PostgreSQL server as a child process, from binaries on the class path. */
@NullMarked
package io.neonwatch.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
