package io.neonwatch.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackSinkIT {

    private final SlackSink slack = SlackSink.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        slack.close();
    }

    @Test
    void shouldKeepWhatItAccepted() throws Exception {
        // When
        HttpResponse<String> answer = post("{\"text\": \"pool is full\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(slack.messages()).extracting(SlackMessage::text).containsExactly("pool is full");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "not json | invalid_payload",
                "[] | invalid_payload",
                "{} | no_text",
                "{\"text\": \"\"} | no_text",
                "{\"blocks\": [{\"type\": \"section\"}]} | invalid_blocks",
                "{\"blocks\": [{\"type\": \"header\", \"text\": {\"type\": \"mrkdwn\", \"text\": \"a\"}}]} | invalid_blocks",
                "{\"blocks\": [{\"type\": \"misspelt\"}]} | invalid_blocks"
            })
    void shouldRefuseWhatSlackRefuses(String payload, String word) throws Exception {
        // When
        HttpResponse<String> answer = post(payload);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(word);
        assertThat(slack.messages()).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanFiftyBlocks() throws Exception {
        // Given
        String blocks = "{\"type\": \"divider\"},".repeat(50) + "{\"type\": \"divider\"}";

        // When
        HttpResponse<String> answer = post("{\"text\": \"long\", \"blocks\": [" + blocks + "]}");

        // Then
        assertThat(answer.body()).isEqualTo("invalid_blocks");
    }

    @Test
    void shouldNotKnowOtherWebhooks() throws Exception {
        // When
        HttpResponse<String> answer = post(slack.pageUrl().resolve("/services/T1/B1/other"), "{\"text\": \"a\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("no_service");
    }

    @Test
    void shouldRefuseAsOftenAsTold() throws Exception {
        // Given
        slack.respondWith(429, Map.of("Retry-After", "7"), 1);

        // When
        HttpResponse<String> first = post("{\"text\": \"first\"}");
        HttpResponse<String> second = post("{\"text\": \"second\"}");

        // Then
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(slack.messages()).extracting(SlackMessage::text).containsExactly("second");
    }

    @Test
    void shouldComeBackAtTheSameAddressWithItsMessages() throws Exception {
        // Given
        post("{\"text\": \"before\"}");
        slack.stop();
        assertThatThrownBy(() -> post("{\"text\": \"meanwhile\"}"))
                .isInstanceOfAny(ConnectException.class, IOException.class);

        // When
        slack.restart();
        post("{\"text\": \"after\"}");

        // Then
        assertThat(slack.messages()).extracting(SlackMessage::text).containsExactly("before", "after");
    }

    @Test
    void shouldShowMessagesWithoutTrustingThem() throws Exception {
        // Given
        post("""
                {"blocks": [
                  {"type": "header", "text": {"type": "plain_text", "text": "Pool > 90 %"}},
                  {"type": "section", "text": {"type": "mrkdwn", "text": "*bold* <https://neon.tech|console> <script>"}},
                  {"type": "section", "fields": [{"type": "mrkdwn", "text": "`code`"}]},
                  {"type": "context", "elements": [{"type": "mrkdwn", "text": ":red_circle: critical"}]}]}
                """);

        // When
        String page = client.send(HttpRequest.newBuilder(slack.pageUrl()).build(), BodyHandlers.ofString())
                .body();

        // Then
        assertThat(page)
                .contains(
                        "<h2>Pool &gt; 90 %</h2>",
                        "<strong>bold</strong>", "<code>code</code>", "\uD83D\uDD34 critical")
                .contains("<a href=\"https://neon.tech\">console</a>")
                .doesNotContain("<script>");
    }

    private HttpResponse<String> post(String payload) throws Exception {
        return post(slack.webhookUrl(), payload);
    }

    private HttpResponse<String> post(URI url, String payload) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(payload))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
