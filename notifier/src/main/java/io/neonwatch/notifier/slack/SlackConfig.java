package io.neonwatch.notifier.slack;

import io.neonwatch.runtime.config.Secret;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Slack's incoming webhook, under the key {@code slack} of a receiver.
 *
 * @param webhookUrl whoever knows it can post
 */
public record SlackConfig(Secret webhookUrl) {

    public SlackConfig {
        // The message must not show the address.
        if (!isHttp(webhookUrl.reveal()))
            throw new IllegalArgumentException(
                    "webhook_url must be an http or https address, like https://hooks.slack.com/services/...");
    }

    URI address() {
        return URI.create(webhookUrl.reveal());
    }

    private static boolean isHttp(String text) {
        try {
            URI url = new URI(text);
            return url.getHost() != null
                    && ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
