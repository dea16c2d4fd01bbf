package io.neonwatch.notifier.email;

import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Whether the mail server takes us: EHLO, TLS and AUTH as configured, and then goodbye. No mail is sent. */
public final class EmailExamination implements Examination {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String receiver;
    private final EmailConfig config;

    public EmailExamination(String receiver, EmailConfig config) {
        this.receiver = receiver;
        this.config = config;
    }

    @Override
    public Finding.Part part() {
        return Finding.Part.RECEIVER;
    }

    @Override
    public String subject() {
        return receiver;
    }

    @Override
    public List<Finding> examine() {
        String server = config.host() + ":" + config.serverPort();
        try {
            new EmailChannel(config, InstantSource.system(), LIMIT).greet();
            String how = config.user() == null ? "" : " and takes the password";
            return List.of(finding(Verdict.OK, "email", server + " answers" + how + "; no mail was sent"));
        } catch (AuthenticationFailedException e) {
            return failure(server + " refuses the password", "Check email.user and email.password");
        } catch (MessagingException e) {
            return failure(
                    server + ": " + MailFailure.reason(e),
                    "Check email.host, port and tls (now "
                            + config.protection().name().toLowerCase(Locale.ROOT)
                            + "), and that this machine may reach it");
        }
    }

    private List<Finding> failure(String message, String remedy) {
        return List.of(finding(Verdict.FAILURE, "email", message).remedy(remedy));
    }
}
