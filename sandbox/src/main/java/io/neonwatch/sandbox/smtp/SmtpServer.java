package io.neonwatch.sandbox.smtp;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import io.neonwatch.sandbox.http.LocalHttpServer;
import io.neonwatch.sandbox.http.Page;
import io.neonwatch.sandbox.process.FreePort;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on 127.0.0.1 that takes every mail for everybody, without encryption or authentication, keeps it, and
 * shows it to a browser, also while it is stopped. Safe for use by many threads.
 */
public final class SmtpServer implements AutoCloseable {

    private static final long START_LIMIT_MILLIS = 20_000;
    private static final long STOP_LIMIT_MILLIS = 2_000;

    private final int port = FreePort.choose();
    // The mailboxes; they outlive the listener.
    private final Managers mailboxes = new Managers();
    private final LocalHttpServer page;
    private @Nullable AbstractServer listener;

    private SmtpServer() {
        page = LocalHttpServer.start(this::showPage);
    }

    public static SmtpServer start() {
        SmtpServer started = new SmtpServer();
        started.restart();
        return started;
    }

    public int port() {
        return port;
    }

    /** Shows the mails to a person. */
    public URI pageUrl() {
        return page.url().resolve("/");
    }

    /** The mails received, one for each recipient, oldest first, as of now. */
    public List<MimeMessage> messages() {
        return mailboxes.getImapHostManager().getAllMessages().stream()
                .sorted(Comparator.comparing(StoredMessage::getReceivedDate))
                .map(StoredMessage::getMimeMessage)
                .toList();
    }

    /** Refuses connections; keeps the mails. */
    public synchronized void stop() {
        if (listener == null) return;
        listener.stopService(STOP_LIMIT_MILLIS);
        listener = null;
    }

    /** Is there again on the same port; stops first if necessary. */
    public synchronized void restart() {
        stop();
        AbstractServer starting = new com.icegreen.greenmail.smtp.SmtpServer(
                new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), mailboxes);
        listener = starting;
        starting.startService();
        try {
            if (!starting.waitTillRunning(START_LIMIT_MILLIS))
                throw new IllegalStateException("Cannot listen for mail on 127.0.0.1:" + port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        page.close();
    }

    private void showPage(HttpExchange exchange) throws IOException {
        List<String> mails = messages().reversed().stream().map(MailHtml::of).toList();
        Page.show(exchange, "Mail", "What would have been in the recipients' inboxes, newest first.", mails);
    }
}
