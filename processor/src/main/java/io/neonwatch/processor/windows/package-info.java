/** Values over time: exact enough, and bounded. */
@NullMarked
package io.neonwatch.processor.windows;

import org.jspecify.annotations.NullMarked;
