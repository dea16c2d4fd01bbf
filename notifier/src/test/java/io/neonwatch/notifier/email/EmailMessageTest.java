package io.neonwatch.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.notifier.Golden;
import io.neonwatch.notifier.Pages;
import io.neonwatch.notifier.channel.Page;
import io.neonwatch.notifier.email.EmailConfig.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmailMessageTest {

    private static final EmailConfig CONFIG = new EmailConfig(
            "localhost", null, "neonwatch@example.com", List.of("dba@example.com"), null, null, Tls.NONE);

    @ParameterizedTest
    @EnumSource
    void shouldReadWell(Pages page) {
        // When
        Page content = Page.of(page.notification());

        // Then
        String file = "email-" + page.name().toLowerCase(Locale.ROOT);
        Golden.matches(file + ".txt", "Subject: " + EmailText.subject(content) + "\n\n" + EmailText.body(content));
        Golden.matches(file + ".html", EmailHtml.of(content));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveNoHeadersButItsOwn(Pages page) throws MessagingException {
        // When
        EmailMessage message = message(page);

        // Then
        assertThat(Collections.list(message.getAllHeaderLines()))
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "(?s)(Date|From|To|Message-ID|In-Reply-To|References|Subject|MIME-Version|Content-Type|Auto-Submitted"
                                                + "|X-Neonwatch-(Rule|Target|Severity|Action|Episode)): [^\\r\\n]*(\\r\\n[ \\t][^\\r\\n]*)*"));
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
    }

    @Test
    void shouldHaveTheSameIdEachTimeAndNameTheFirstOfItsEpisode() throws MessagingException {
        // When
        EmailMessage first = message(Pages.RESOLVED);
        EmailMessage second = message(Pages.RESOLVED);

        // Then
        assertThat(second.getMessageID()).isEqualTo(first.getMessageID()).endsWith("@example.com>");
        assertThat(first.getHeader("In-Reply-To")).containsExactly("<nbswy3dp@example.com>");
        assertThat(first.getHeader("References")).containsExactly("<nbswy3dp@example.com>");
    }

    private static EmailMessage message(Pages page) throws MessagingException {
        return EmailMessage.of(Session.getInstance(new Properties()), CONFIG, page.notification(), Instant.EPOCH);
    }
}
