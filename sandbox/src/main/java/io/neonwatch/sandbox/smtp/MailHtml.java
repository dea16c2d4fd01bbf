package io.neonwatch.sandbox.smtp;

import io.neonwatch.sandbox.http.Page;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mail as HTML: its headers, and its body in a frame where it can do nothing. */
final class MailHtml {

    private MailHtml() {}

    static String of(MimeMessage mail) {
        try {
            return "<h2>" + Page.escape(Objects.requireNonNullElse(mail.getSubject(), "(no subject)")) + "</h2><table>"
                    + row("From", Arrays.toString(mail.getFrom()))
                    + row("To", Arrays.toString(mail.getAllRecipients()))
                    + row("Date", Objects.toString(mail.getSentDate(), ""))
                    + row("Message-ID", Objects.toString(mail.getMessageID(), ""))
                    + "</table>" + body(mail);
        } catch (MessagingException | IOException e) {
            return "<p>(cannot be read: " + Page.escape(String.valueOf(e.getMessage())) + ")</p>";
        }
    }

    private static String row(String name, String value) {
        String text = value.startsWith("[") && value.endsWith("]") ? value.substring(1, value.length() - 1) : value;
        return "<tr><th>" + name + "</th><td>" + Page.escape(text) + "</td></tr>";
    }

    private static String body(Part mail) throws MessagingException, IOException {
        String html = text(mail, "text/html");
        if (html != null) return "<p><iframe sandbox srcdoc=\"" + Page.escape(html) + "\"></iframe></p>";
        String plain = text(mail, "text/plain");
        return plain == null ? "" : "<pre>" + Page.escape(plain) + "</pre>";
    }

    private static @Nullable String text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) return (String) part.getContent();
        if (!(part.getContent() instanceof Multipart parts)) return null;
        for (int i = 0; i < parts.getCount(); i++) {
            String found = text(parts.getBodyPart(i), type);
            if (found != null) return found;
        }
        return null;
    }
}
