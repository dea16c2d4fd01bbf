/** Turns alert events into intents, exactly once. */
@NullMarked
package io.neonwatch.notifier.routing;

import org.jspecify.annotations.NullMarked;
