/** Pages as messages in Slack, by incoming webhook. */
@NullMarked
package io.neonwatch.notifier.slack;

import org.jspecify.annotations.NullMarked;
