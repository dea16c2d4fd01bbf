/** Outside systems that may be away, at the start or later. */
@NullMarked
package io.neonwatch.runtime.dependency;

import org.jspecify.annotations.NullMarked;
