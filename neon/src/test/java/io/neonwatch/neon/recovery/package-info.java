/** Tests of what is pure in recovery; the rest is tested in `sandbox`, against its control plane. */
@NullMarked
package io.neonwatch.neon.recovery;

import org.jspecify.annotations.NullMarked;
