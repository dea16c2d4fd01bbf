/** Routes alerts to people, delivers the pages, and asks Neon for recovery branches. */
@NullMarked
package io.neonwatch.notifier;

import org.jspecify.annotations.NullMarked;
