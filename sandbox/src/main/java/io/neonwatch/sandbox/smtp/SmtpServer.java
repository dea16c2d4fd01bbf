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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that takes every mail for everybody, without encryption or authentication, keeps it, and
 * shows it to a browser, also while it is stopped. Safe for use by many threads.
 */
public final class SmtpServer implements AutoCloseable {

    private static final long START_LIMIT_MILLIS = 20_000;
    private static final long STOP_LIMIT_MILLIS = 2_000;

    private final InetSocketAddress address;
    // The mailboxes; they outlive the listener.
    private final Managers mailboxes = new Managers();
    private final LocalHttpServer page;
    private @Nullable AbstractServer listener;

    private SmtpServer(InetSocketAddress address, InetSocketAddress page) {
        this.address = address;
        this.page = LocalHttpServer.start(page, this::showPage);
    }

    /** On free ports of 127.0.0.1. */
    public static SmtpServer start() {
        InetAddress here = InetAddress.getLoopbackAddress();
        return start(new InetSocketAddress(here, FreePort.choose()), new InetSocketAddress(here, FreePort.choose()));
    }

    /**
     * @param address for mail
     * @param page for a browser
     * @throws RuntimeException when one of them cannot be listened on
     */
    public static SmtpServer start(InetSocketAddress address, InetSocketAddress page) {
        SmtpServer started = new SmtpServer(address, page);
        try {
            started.restart();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    public int port() {
        return address.getPort();
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

    /** Is there again at the same address; stops first if necessary. */
    public synchronized void restart() {
        stop();
        AbstractServer starting = new com.icegreen.greenmail.smtp.SmtpServer(
                new ServerSetup(address.getPort(), address.getHostString(), ServerSetup.PROTOCOL_SMTP), mailboxes);
        listener = starting;
        starting.startService();
        try {
            if (!starting.waitTillRunning(START_LIMIT_MILLIS))
                throw new IllegalStateException("Cannot listen for mail on " + address);
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
