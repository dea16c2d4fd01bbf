/** Plays Slack's incoming webhook and shows what came in. */
@NullMarked
package io.neonwatch.sandbox.slack;

import org.jspecify.annotations.NullMarked;
