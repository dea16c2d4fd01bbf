/** Where log lines go and how they look. */
@NullMarked
package io.neonwatch.runtime.logging;

import org.jspecify.annotations.NullMarked;
