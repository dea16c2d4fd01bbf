/** Runs what is delivered, as it is delivered: the program beside real parts in containers. */
@NullMarked
package io.neonwatch.deploy;

import org.jspecify.annotations.NullMarked;
