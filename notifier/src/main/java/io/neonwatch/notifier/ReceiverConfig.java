package io.neonwatch.notifier;

import io.neonwatch.notifier.email.EmailConfig;
import io.neonwatch.notifier.slack.SlackConfig;
import org.jspecify.annotations.Nullable;

/**
 * Whom to page and how: exactly one channel.
 *
 * @param name part of what is stored, so that renaming makes another receiver
 */
public record ReceiverConfig(
        String name, @Nullable SlackConfig slack, @Nullable EmailConfig email) {

    public ReceiverConfig {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
            throw new IllegalArgumentException(
                    "name must be 1 to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit");
        if ((slack == null) == (email == null))
            throw new IllegalArgumentException("receiver " + name + " needs exactly one channel: slack or email");
    }
}
