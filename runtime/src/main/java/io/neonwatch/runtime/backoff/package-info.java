/** How long to wait before trying again. */
@NullMarked
package io.neonwatch.runtime.backoff;

import org.jspecify.annotations.NullMarked;
