package io.neonwatch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.slack.SlackMessage;
import io.neonwatch.schemas.Severity;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    private static Path directory;

    private static Stack stack;
    private static int number;

    private @Nullable NotifierApp notifier;

    @BeforeAll
    static void startStack() throws Exception {
        stack = new Stack(directory);
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @AfterEach
    void stopNotifier() {
        if (notifier != null) notifier.stop();
    }

    @Test
    void shouldTellEachReceiverOnceOfEveryStep() {
        // Given
        notifier = stack.startNotifier();
        Alerts alert = nextAlert();

        // When
        stack.publish(alert.fires(Severity.WARNING));
        stack.publish(alert.risesToCritical());
        stack.publish(alert.resolves());

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(slackHeadlines(alert))
                    .containsExactly(
                            "🟠 WARNING · connection-pool-saturation",
                            "🔴 RAISED TO CRITICAL · connection-pool-saturation",
                            "✅ RESOLVED · connection-pool-saturation");
            assertThat(mailActions(alert)).containsExactly("SEVERITY_RAISED", "RESOLVED");
        });
    }

    private static Alerts nextAlert() {
        return Alerts.poolSaturation(++number, START);
    }

    private static List<String> slackHeadlines(Alerts alert) {
        return stack.slack.messages().stream()
                .map(SlackMessage::json)
                .filter(message -> message.at("/blocks").toString().contains("episode-" + alert.episode()))
                .map(message -> message.at("/blocks/0/text/text").asText())
                .toList();
    }

    private static List<String> mailActions(Alerts alert) {
        return stack.smtp.messages().stream()
                .filter(mail -> header(mail, "X-Neonwatch-Episode").equals(alert.episode()))
                .map(mail -> header(mail, "X-Neonwatch-Action"))
                .toList();
    }

    private static String header(MimeMessage mail, String name) {
        try {
            String[] values = mail.getHeader(name);
            return values == null ? "" : String.join(",", Arrays.asList(values));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
