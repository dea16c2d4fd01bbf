package io.neonwatch.notifier.slack;

import io.neonwatch.notifier.channel.Channel;
import io.neonwatch.notifier.channel.HttpAnswer;
import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.notifier.channel.Pace;
import io.neonwatch.notifier.channel.SendResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLHandshakeException;

/**
 * Slack's incoming webhook. It gives a message no name, so a repeat is a second message.
 *
 * <p>Source: docs.slack.dev, "Sending messages using incoming webhooks"; about one message a second, short bursts allowed.
 */
public final class SlackChannel implements Channel {

    private static final Pace PACE = new Pace(3, Duration.ofSeconds(1));
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI webhook;
    private final InstantSource clock;
    private final Duration timeout;

    public SlackChannel(SlackConfig config, InstantSource clock) {
        this(config, clock, TIMEOUT);
    }

    SlackChannel(SlackConfig config, InstantSource clock, Duration timeout) {
        this.webhook = config.address();
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public InetSocketAddress address() {
        int usual = "https".equalsIgnoreCase(webhook.getScheme()) ? 443 : 80;
        return InetSocketAddress.createUnresolved(webhook.getHost(), webhook.getPort() < 0 ? usual : webhook.getPort());
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public SendResult send(Notification notification) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(SlackMessage.of(notification).toString()))
                .build();
        // A connection of its own: on a kept one that the other side has just closed nobody can tell what was received.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            return new HttpAnswer(response.statusCode(), retryAfter, response.body()).result(clock.instant());
        } catch (IOException e) {
            return failed(e);
        } finally {
            client.shutdownNow();
        }
    }

    private SendResult failed(IOException failure) {
        String reason = reason(failure);
        return switch (failure) {
            case ConnectException _, HttpConnectTimeoutException _, SSLHandshakeException _ ->
                new SendResult.Retry(null, reason);
            default -> new SendResult.InDoubt(reason);
        };
    }

    /** Never the webhook's path, which is a password. */
    private String reason(IOException failure) {
        if (failure instanceof ConnectException && causedByUnknownHost(failure))
            return "the host " + webhook.getHost() + " is not known";
        if (failure instanceof ConnectException)
            return "no connection to " + webhook.getHost() + (webhook.getPort() < 0 ? "" : ":" + webhook.getPort());
        String message = failure.getMessage();
        String text = failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return text.replace(webhook.toString(), "***").replace(webhook.getRawPath(), "/***");
    }

    private static boolean causedByUnknownHost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof UnresolvedAddressException) return true;
        return false;
    }
}
