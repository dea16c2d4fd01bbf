/** What the program measures of itself. */
@NullMarked
package io.neonwatch.runtime.metrics;

import org.jspecify.annotations.NullMarked;
