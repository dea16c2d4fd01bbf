package io.neonwatch.notifier.email;

import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.notifier.channel.Page;
import io.neonwatch.schemas.Alert;
import io.neonwatch.schemas.Intent;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/**
 * A page as an email. Its id is made of the intent's, so that a repeat has the same one, and it answers the first email
 * of its episode.
 */
final class EmailMessage extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int HEADER_LIMIT = 200;

    private final String id;

    private EmailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    /** @param now for the header {@code Date} */
    static EmailMessage of(Session session, EmailConfig config, Notification notification, Instant now)
            throws MessagingException {
        Intent intent = notification.intent();
        Page page = Page.of(notification);
        EmailMessage message = new EmailMessage(session, messageId(intent.getId(), config));
        message.setFrom(EmailConfig.parse(config.from()));
        for (String to : config.to()) message.addRecipient(RecipientType.TO, EmailConfig.parse(to));
        message.setSubject(EmailText.subject(page), UTF_8);
        message.setSentDate(Date.from(now));
        // Keeps out-of-office notes away. Source: RFC 3834, section 5.
        message.setHeader("Auto-Submitted", "auto-generated");
        if (notification.root() != null) {
            String root = messageId(notification.root(), config);
            message.setHeader("In-Reply-To", root);
            message.setHeader("References", root);
        }
        message.describe(intent);
        message.setContent(content(page));
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    static String messageId(String intent, EmailConfig config) {
        return "<" + intent + "@" + config.domain() + ">";
    }

    /** For mail rules and programs. */
    private void describe(Intent intent) throws MessagingException {
        Alert alert = intent.getAlert();
        header("X-Neonwatch-Rule", alert.getRule());
        header("X-Neonwatch-Target", alert.getTarget());
        header("X-Neonwatch-Severity", alert.getSeverity().name());
        header("X-Neonwatch-Action", intent.getAction().name());
        header("X-Neonwatch-Episode", alert.getEpisode());
    }

    private void header(String name, String value) throws MessagingException {
        setHeader(name, EmailText.oneLine(value.replaceAll("[^\\x20-\\x7e]", "?"), HEADER_LIMIT));
    }

    private static MimeMultipart content(Page page) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(EmailText.body(page), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(EmailHtml.of(page), UTF_8, "html");
        return new MimeMultipart("alternative", text, html);
    }
}
