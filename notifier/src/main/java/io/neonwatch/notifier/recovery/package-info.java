/** Requests recovery branches from Neon for critical alerts, one for each episode. */
@NullMarked
package io.neonwatch.notifier.recovery;

import org.jspecify.annotations.NullMarked;
