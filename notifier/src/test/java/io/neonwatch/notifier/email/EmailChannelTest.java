package io.neonwatch.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.Alerts;
import io.neonwatch.notifier.Notifications;
import io.neonwatch.notifier.channel.SendResult;
import io.neonwatch.notifier.channel.SendResult.Delivered;
import io.neonwatch.notifier.channel.SendResult.InDoubt;
import io.neonwatch.notifier.channel.SendResult.Rejected;
import io.neonwatch.notifier.channel.SendResult.Retry;
import io.neonwatch.notifier.email.EmailConfig.Tls;
import io.neonwatch.runtime.config.Secret;
import io.neonwatch.sandbox.smtp.SmtpServer;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.IntentAction;
import io.neonwatch.schemas.Severity;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailChannelTest {

    private static final Instant NOW = Instant.parse("2026-11-23T03:14:15Z");
    private static final Alert ALERT =
            Alerts.poolSaturation(1, NOW).fires(Severity.CRITICAL).getAlert();

    @Test
    void shouldDeliverATextAndAHtmlToEveryAddress() throws Exception {
        try (SmtpServer smtp = SmtpServer.start()) {
            // When
            SendResult result = send(smtp.port(), Tls.NONE, List.of("dba@example.com", "ops@example.com"));

            // Then
            String id = "<" + Notifications.INTENT + "@example.com>";
            assertThat(result).isEqualTo(new Delivered(id, ""));
            assertThat(smtp.messages()).hasSize(2).allSatisfy(mail -> {
                assertThat(mail.getMessageID()).isEqualTo(id);
                assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                assertThat(mail.getSubject()).contains("CRITICAL");
                assertThat(mail.getContentType()).startsWith("multipart/alternative");
                assertThat(parts(mail)).containsExactly("text/plain; charset=UTF-8", "text/html; charset=UTF-8");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 busy", "MAIL, 451 later", "RCPT, 450 mailbox busy", "RCPT, 452 no space",
                "RCPT, 552 mailbox full",
        "DATA, 451 later", "END, 451 later", "END, 421 closing", "END, 452 no space", "END, 552 too large for now"
    })
    void shouldTryAgainAfterWhatMayPass(String command, String answer) throws IOException {
        // When
        SendResult result = sendTo(Map.of(command, answer));

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).contains(answer));
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 550 no such sender", "RCPT, 550 no such user", "DATA, 554 refused", "END, 554 looks like spam"})
    void shouldNotTryAgainAfterWhatWillNotPass(String command, String answer) throws IOException {
        // When
        SendResult result = sendTo(Map.of(command, answer));

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains(answer));
    }

    @ParameterizedTest
    @CsvSource({"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
    void shouldTryAgainWhenTheConnectionBreaksBeforeTheMessageEnded(String command) throws IOException {
        // When
        SendResult result = sendTo(Map.of(command, "", "HELO", ""));

        // Then
        assertThat(result).isInstanceOf(Retry.class);
    }

    @Test
    void shouldBeInDoubtWhenTheConnectionBreaksAfterTheMessageEnded() throws IOException {
        // When
        SendResult result = sendTo(Map.of(ScriptedSmtp.END, ""));

        // Then
        assertThat(result).isInstanceOf(InDoubt.class);
    }

    @Test
    void shouldTryAgainWhenNobodyListens() throws IOException {
        // Given
        SmtpServer smtp = SmtpServer.start();
        smtp.close();

        // When
        SendResult result = send(smtp.port(), Tls.NONE, List.of("dba@example.com"));

        // Then
        assertThat(result).isInstanceOf(Retry.class);
    }

    @Test
    void shouldSayNothingInTheClearWhenTheServerHasNoStartTls() throws IOException {
        // When
        SendResult result;
        try (ScriptedSmtp smtp = ScriptedSmtp.start(Map.of())) {
            result = send(smtp.port(), Tls.STARTTLS, List.of("dba@example.com"));
        }

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).contains("STARTTLS is required"));
    }

    @Test
    void shouldNotTellTheCredentials() throws IOException {
        // Given
        EmailConfig config;
        SendResult result;
        try (ScriptedSmtp smtp =
                ScriptedSmtp.start(Map.of("EHLO", "250-hello\r\n250 AUTH PLAIN LOGIN", "AUTH", "535 no"))) {
            config = new EmailConfig(
                    "127.0.0.1",
                    smtp.port(),
                    "neonwatch@example.com",
                    List.of("dba@example.com"),
                    "neonwatch",
                    new Secret("s3cret-passw0rd"),
                    Tls.NONE);

            // When
            result = send(config);
        }

        // Then
        assertThat(result).isInstanceOf(Rejected.class);
        assertThat(result.toString()).doesNotContain("s3cret");
        assertThat(config.toString()).doesNotContain("s3cret");
    }

    private static SendResult sendTo(Map<String, String> answers) throws IOException {
        try (ScriptedSmtp smtp = ScriptedSmtp.start(answers)) {
            return send(smtp.port(), Tls.NONE, List.of("dba@example.com"));
        }
    }

    private static SendResult send(int port, Tls tls, List<String> to) {
        return send(new EmailConfig("127.0.0.1", port, "Neonwatch <neonwatch@example.com>", to, null, null, tls));
    }

    private static SendResult send(EmailConfig config) {
        return new EmailChannel(config, InstantSource.fixed(NOW), Duration.ofSeconds(5))
                .send(Notifications.of(IntentAction.FIRING, ALERT));
    }

    private static List<String> parts(MimeMessage mail) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        return List.of(
                parts.getBodyPart(0).getContentType(), parts.getBodyPart(1).getContentType());
    }
}
