package io.neonwatch.notifier;

import io.neonwatch.sandbox.slack.SlackMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** What the receivers have of one episode, in the order in which it came. */
public record Sinks(Stack stack, Alerts alert) {

    /** Headers of Slack messages. */
    public List<String> slack() {
        return stack.slack.messages().stream()
                .map(SlackMessage::json)
                .filter(message -> message.toString().contains("\"episode-" + alert.episode() + "\""))
                .map(message -> message.at("/blocks/0/text/text").asText())
                .toList();
    }

    /** Subjects of emails. */
    public List<String> email() {
        return mails().stream().map(mail -> header(mail, "Subject")).toList();
    }

    public List<MimeMessage> mails() {
        return stack.smtp.messages().stream()
                .filter(mail -> header(mail, "X-Neonwatch-Episode").equals(alert.episode()))
                .toList();
    }

    public static String header(MimeMessage mail, String name) {
        try {
            String value = name.equals("Subject") ? mail.getSubject() : mail.getHeader(name, ",");
            return value == null ? "" : value;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
