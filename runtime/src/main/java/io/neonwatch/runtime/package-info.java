/** How a service lives: started in order, stopped in reverse. */
@NullMarked
package io.neonwatch.runtime;

import org.jspecify.annotations.NullMarked;
