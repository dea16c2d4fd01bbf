/** What a service says of its own readiness. */
@NullMarked
package io.neonwatch.runtime.health;

import org.jspecify.annotations.NullMarked;
