package io.neonwatch.notifier.channel;

import io.neonwatch.schemas.Intent;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param root the id of the intent that first told this receiver of the episode; null when this is the first
 * @param mayRepeat true when an earlier sending may have been received: the message says so
 */
public record Notification(Intent intent, @Nullable String root, boolean mayRepeat) {}
