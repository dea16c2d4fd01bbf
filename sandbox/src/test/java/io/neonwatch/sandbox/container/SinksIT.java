package io.neonwatch.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.process.FreePort;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    /** What a Java program ends with on SIGTERM. */
    private static final int TERMINATED = 143;

    private final int slack = FreePort.choose();
    private final int smtp = FreePort.choose();
    private final int mailPage = FreePort.choose();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldShowWhatCameInAndEndInOrder() throws Exception {
        try (ProgramUnderTest sinks = start(Map.of())) {
            // Given
            await().atMost(LONG).until(() -> sinks.hasLogged("Service started", "mail"));

            // When
            post("{\"text\": \"the pool is full\"}");
            mail("the disk is full");

            // Then
            assertThat(page(slack)).contains("the pool is full");
            assertThat(page(mailPage)).contains("the disk is full");
            assertThat(sinks.terminate()).isEqualTo(TERMINATED);
            assertThat(sinks.log()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(sinks.log())
                    .filteredOn(line -> line.contains("Service stopped"))
                    .hasSize(2);
        }
    }

    @Test
    void shouldSayWhichSettingIsWrong() throws Exception {
        // When
        try (ProgramUnderTest sinks = start(Map.of("SINKS_SMTP_PORT", "smtp"))) {
            int status = sinks.awaitEnd();

            // Then
            assertThat(status).isEqualTo(2);
            assertThat(sinks.hasLogged("SINKS_SMTP_PORT: smtp is not a port; set a number from 1 to 65535"))
                    .isTrue();
        }
    }

    private ProgramUnderTest start(Map<String, String> different) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SINKS_SLACK_PORT", Integer.toString(slack),
                "SINKS_SMTP_PORT", Integer.toString(smtp),
                "SINKS_MAIL_PAGE_PORT", Integer.toString(mailPage)));
        settings.putAll(different);
        return ProgramUnderTest.start(directory, Sinks.class, settings);
    }

    private void post(String payload) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + slack + "/services/T000/B000/sandbox"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(payload))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private void mail(String subject) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(smtp));
        settings.put("mail.smtp.timeout", "10000");
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom("neonwatch@example.com");
        mail.setRecipients(RecipientType.TO, "dba@example.com");
        mail.setSubject(subject);
        mail.setText("body");
        Transport.send(mail);
    }

    private String page(int port) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
