/** A real schema registry as a child process, from the distribution that the build unpacked. */
@NullMarked
package io.neonwatch.sandbox.registry;

import org.jspecify.annotations.NullMarked;
