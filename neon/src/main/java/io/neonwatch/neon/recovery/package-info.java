/** Recovery branches: one for each incident, however often it is asked for. */
@NullMarked
package io.neonwatch.neon.recovery;

import org.jspecify.annotations.NullMarked;
