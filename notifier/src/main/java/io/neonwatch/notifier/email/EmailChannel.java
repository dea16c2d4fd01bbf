package io.neonwatch.notifier.email;

import io.neonwatch.notifier.channel.Channel;
import io.neonwatch.notifier.channel.Notification;
import io.neonwatch.notifier.channel.Pace;
import io.neonwatch.notifier.channel.SendResult;
import io.neonwatch.notifier.email.EmailConfig.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;

/** A mail server, over SMTP, with a connection for each message. */
public final class EmailChannel implements Channel {

    private static final Pace PACE = new Pace(10, Duration.ofMillis(500));
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EmailConfig config;
    private final InstantSource clock;
    private final Session session;

    public EmailChannel(EmailConfig config, InstantSource clock) {
        this(config, clock, TIMEOUT);
    }

    EmailChannel(EmailConfig config, InstantSource clock, Duration timeout) {
        this.config = config;
        this.clock = clock;
        this.session = Session.getInstance(properties(config, timeout));
    }

    @Override
    public String kind() {
        return "email";
    }

    /** Many mail programs show two messages of one id as two. */
    @Override
    public boolean idempotent() {
        return false;
    }

    @Override
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(config.host(), config.serverPort());
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public SendResult send(Notification notification) {
        MailTransport transport = transport();
        try {
            EmailMessage message = EmailMessage.of(session, config, notification, clock.instant());
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
            return new SendResult.Delivered(message.getMessageID(), "");
        } catch (MessagingException e) {
            return MailFailure.result(e, transport.inDoubt(), transport.getLastReturnCode());
        } finally {
            close(transport);
        }
    }

    /**
     * Says hello as for a message, and goodbye.
     *
     * @throws MessagingException when the server cannot be reached or does not take us
     */
    void greet() throws MessagingException {
        MailTransport transport = transport();
        try {
            connect(transport);
        } finally {
            close(transport);
        }
    }

    private MailTransport transport() {
        URLName server = new URLName(protocol(config), config.host(), config.serverPort(), null, null, null);
        return new MailTransport(session, server, config.protection() == Tls.IMPLICIT);
    }

    private void connect(MailTransport transport) throws MessagingException {
        String password = config.password() == null ? null : config.password().reveal();
        transport.connect(config.host(), config.serverPort(), config.user(), password);
    }

    private static void close(MailTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // The message's fate is known already.
        }
    }

    private static String protocol(EmailConfig config) {
        return config.protection() == Tls.IMPLICIT ? "smtps" : "smtp";
    }

    private static Properties properties(EmailConfig config, Duration timeout) {
        String prefix = "mail." + protocol(config) + ".";
        String milliseconds = Long.toString(timeout.toMillis());
        boolean startTls = config.protection() == Tls.STARTTLS;
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", milliseconds);
        properties.setProperty(prefix + "timeout", milliseconds);
        properties.setProperty(prefix + "writetimeout", milliseconds);
        properties.setProperty(prefix + "auth", Boolean.toString(config.user() != null));
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(startTls));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(startTls));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        // One wrong address must not keep the page from the others.
        properties.setProperty(prefix + "sendpartial", "true");
        // No waiting for the answer to QUIT: the page's fate is known.
        properties.setProperty(prefix + "quitwait", "false");
        properties.setProperty(prefix + "from", EmailConfig.parse(config.from()).getAddress());
        return properties;
    }
}
