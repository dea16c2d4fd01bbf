package io.neonwatch.notifier.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** SMTP that knows whether a message's end was sent: before that the server cannot have taken it, after it may have. */
final class MailTransport extends SMTPTransport {

    private boolean endSent;
    private boolean answered;

    MailTransport(Session session, URLName server, boolean protectedFromStart) {
        super(session, server, protectedFromStart ? "smtps" : "smtp", protectedFromStart);
    }

    /** Whether the message was sent whole and no answer came. */
    synchronized boolean inDoubt() {
        return endSent && !answered;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        endSent = true;
        super.finishData();
        answered = true;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (endSent && code > 0) answered = true;
        return code;
    }
}
