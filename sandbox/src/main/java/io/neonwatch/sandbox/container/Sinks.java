package io.neonwatch.sandbox.container;

import io.neonwatch.runtime.Service;
import io.neonwatch.sandbox.slack.SlackSink;
import io.neonwatch.sandbox.smtp.SmtpServer;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Takes pages in place of Slack and of a mail server, and shows them to a browser. What came in is kept in memory.
 *
 * <p>{@code SINKS_SLACK_PORT} is for the webhook and Slack's page, {@code SINKS_SMTP_PORT} for mail and
 * {@code SINKS_MAIL_PAGE_PORT} for the page of the mails; all are listened on in every network of the container.
 */
public final class Sinks {

    private Sinks() {}

    public static void main(String[] arguments) {
        System.exit(ContainerProgram.run(System.getenv(), Sinks::services));
    }

    private static List<Service> services(Environment environment) {
        var slack = new InetSocketAddress(environment.port("SINKS_SLACK_PORT"));
        var mail = new InetSocketAddress(environment.port("SINKS_SMTP_PORT"));
        var mailPage = new InetSocketAddress(environment.port("SINKS_MAIL_PAGE_PORT"));
        return List.of(
                new Part("slack", () -> SlackSink.start(slack)),
                new Part("mail", () -> SmtpServer.start(mail, mailPage)));
    }
}
