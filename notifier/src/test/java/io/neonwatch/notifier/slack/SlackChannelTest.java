package io.neonwatch.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.Alerts;
import io.neonwatch.notifier.Notifications;
import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.notifier.channel.SendResult;
import io.neonwatch.notifier.channel.SendResult.Delivered;
import io.neonwatch.notifier.channel.SendResult.InDoubt;
import io.neonwatch.notifier.channel.SendResult.Rejected;
import io.neonwatch.notifier.channel.SendResult.Retry;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:14:15Z");
    private static final String PATH = "/services/T000/B000/s3cret";

    private final SlackSink sink = SlackSink.start();

    @AfterEach
    void stopSink() {
        sink.close();
    }

    @Test
    void shouldDeliver() throws InterruptedException {
        // When
        SendResult result = send(sink.webhookUrl().toString());

        // Then
        assertThat(result).isEqualTo(new Delivered(null, ""));
        assertThat(sink.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 423, 425, 429, 500, 502, 503, 504, 599})
    void shouldTryAgainAfterWhatMayPass(int status) throws InterruptedException {
        // Given
        sink.respondWith(status, Map.of(), 1);

        // When
        SendResult result = send(sink.webhookUrl().toString());

        // Then
        assertThat(result).isEqualTo(new Retry(null, "HTTP status " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 403, 404, 405, 410, 413, 418, 422, 451})
    void shouldNotTryAgainAfterWhatWillNotPass(int status) throws InterruptedException {
        // Given
        sink.respondWith(status, Map.of("Location", "http://127.0.0.1:1/"), 1);

        // When
        SendResult result = send(sink.webhookUrl().toString());

        // Then
        assertThat(result).isEqualTo(new Rejected("HTTP status " + status));
    }

    @Test
    void shouldWaitForTheSecondsAskedFor() throws InterruptedException {
        // Given
        sink.respondWith(429, Map.of("Retry-After", "30"), 1);

        // When
        SendResult result = send(sink.webhookUrl().toString());

        // Then
        assertThat(result).isEqualTo(new Retry(Duration.ofSeconds(30), "HTTP status 429"));
    }

    @Test
    void shouldWaitUntilTheDateAskedFor() throws InterruptedException {
        // Given
        sink.respondWith(503, Map.of("Retry-After", "Mon, 23 Nov 2026 03:15:15 GMT"), 1);

        // When
        SendResult result = send(sink.webhookUrl().toString());

        // Then
        assertThat(result).isEqualTo(new Retry(Duration.ofMinutes(1), "HTTP status 503"));
    }

    @Test
    void shouldTryAgainWhenNobodyListens() throws InterruptedException {
        // Given
        URI address = sink.webhookUrl();
        sink.stop();

        // When
        SendResult result = send(address.toString());

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        Retry.class,
                        retry -> assertThat(retry.reason()).startsWith("no connection to " + address.getAuthority()));
    }

    @Test
    void shouldTryAgainWhenTheHostIsNotKnown() throws InterruptedException {
        // When
        SendResult result = send("http://no-such-host.invalid" + PATH);

        // Then
        assertThat(result).isEqualTo(new Retry(null, "the host no-such-host.invalid is not known"));
    }

    @Test
    void shouldBeInDoubtWhenTheConnectionBreaksAfterTheRequest() throws Exception {
        // Given
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> answer(server, ""));

            // When
            SendResult result = send(address(server));

            // Then
            assertThat(result)
                    .isInstanceOfSatisfying(
                            InDoubt.class, doubt -> assertThat(doubt.reason()).doesNotContain("s3cret"));
        }
    }

    @Test
    void shouldBeInDoubtWhenNoAnswerComes() throws Exception {
        // Given
        try (ServerSocket server = listen()) {
            // When
            SendResult result = send(address(server), Duration.ofMillis(300));

            // Then
            assertThat(result)
                    .isInstanceOfSatisfying(
                            InDoubt.class, doubt -> assertThat(doubt.reason()).doesNotContain("s3cret"));
        }
    }

    @Test
    void shouldBeInDoubtWhenTheAnswerIsNoHttp() throws Exception {
        // Given
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> answer(server, "SSH-2.0-OpenSSH_9.2\r\n"));

            // When
            SendResult result = send(address(server));

            // Then
            assertThat(result).isInstanceOf(InDoubt.class);
        }
    }

    @Test
    void shouldSayWhatSlackSays() throws InterruptedException {
        // When
        SendResult result = send(sink.webhookUrl().resolve("/elsewhere").toString());

        // Then
        assertThat(result).isEqualTo(new Rejected("HTTP status 404: no_service"));
    }

    private static SendResult send(String webhook) throws InterruptedException {
        return send(webhook, Duration.ofSeconds(10));
    }

    private static SendResult send(String webhook, Duration timeout) throws InterruptedException {
        SlackConfig config = new SlackConfig(new Secret(webhook));
        Notification notification = Notifications.of(
                IntentAction.FIRING,
                Alerts.poolSaturation(1, NOW).fires(Severity.CRITICAL).getAlert());
        return new SlackChannel(config, InstantSource.fixed(NOW), timeout).send(notification);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static String address(ServerSocket server) {
        return "http://127.0.0.1:" + server.getLocalPort() + PATH;
    }

    private static void answer(ServerSocket server, String text) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readNBytes(100);
            socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
