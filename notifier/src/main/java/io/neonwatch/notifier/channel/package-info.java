/** What a way of reaching people must be able to do, and what a page says on any of them. */
@NullMarked
package io.neonwatch.notifier.channel;

import org.jspecify.annotations.NullMarked;
