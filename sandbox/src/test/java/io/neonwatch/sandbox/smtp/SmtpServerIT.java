package io.neonwatch.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpServerIT {

    private final SmtpServer smtp = SmtpServer.start();

    @AfterEach
    void close() {
        smtp.close();
    }

    @Test
    void shouldComeBackOnTheSamePortWithItsMails() throws Exception {
        // Given
        send("before");
        smtp.stop();
        assertThatThrownBy(() -> send("meanwhile")).isInstanceOf(MessagingException.class);
        assertThat(smtp.messages()).hasSize(1);

        // When
        smtp.restart();
        send("after");

        // Then
        assertThat(smtp.messages()).extracting(MimeMessage::getSubject).containsExactly("before", "after");
    }

    @Test
    void shouldShowMails() throws Exception {
        // Given
        send("Pool <full>");

        // When
        String page;
        try (HttpClient client = HttpClient.newHttpClient()) {
            page = client.send(HttpRequest.newBuilder(smtp.pageUrl()).build(), BodyHandlers.ofString())
                    .body();
        }

        // Then
        assertThat(page)
                .contains("Pool &lt;full&gt;", "neonwatch@example.com", "dba@example.com")
                .contains("srcdoc=\"&lt;b&gt;body&lt;/b&gt;");
    }

    private void send(String subject) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(smtp.port()));
        settings.put("mail.smtp.timeout", "10000");
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom("neonwatch@example.com");
        mail.setRecipients(RecipientType.TO, "dba@example.com");
        mail.setSubject(subject);
        mail.setText("<b>body</b>", "UTF-8", "html");
        Transport.send(mail);
    }
}
