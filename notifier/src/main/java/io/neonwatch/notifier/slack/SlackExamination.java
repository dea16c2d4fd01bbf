package io.neonwatch.notifier.slack;

import io.neonwatch.runtime.doctor.Examination;
import io.neonwatch.runtime.doctor.Finding;
import io.neonwatch.runtime.doctor.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Whether the webhook's host is there, and is who it says it is. Nothing is sent: whether Slack still knows the webhook
 * shows only with a page.
 */
public final class SlackExamination implements Examination {

    private static final int LIMIT_MILLISECONDS = 5_000;

    private final String receiver;
    private final URI webhook;

    public SlackExamination(String receiver, SlackConfig config) {
        this.receiver = receiver;
        this.webhook = config.address();
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
        String host = webhook.getHost();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port()), LIMIT_MILLISECONDS);
            socket.setSoTimeout(LIMIT_MILLISECONDS);
            if (encrypted()) shakeHands(socket, host);
            return List.of(finding(
                    Verdict.OK, "slack", host + " answers; whether it knows the webhook shows only with a page"));
        } catch (UnknownHostException e) {
            return failure("the host " + host + " is not known", "Check the host in slack.webhook_url, and DNS");
        } catch (SSLException e) {
            return failure(
                    "no TLS with " + host + ": " + e.getMessage(),
                    "Let Java trust the certificate, if a proxy stands between");
        } catch (IOException e) {
            return failure(
                    "no connection to " + host + ":" + port() + ": " + e.getMessage(),
                    "Let this machine reach it; it needs HTTPS to the outside");
        }
    }

    private void shakeHands(Socket socket, String host) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port(), false)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
        }
    }

    private boolean encrypted() {
        return "https".equalsIgnoreCase(webhook.getScheme());
    }

    private int port() {
        if (webhook.getPort() >= 0) return webhook.getPort();
        return encrypted() ? 443 : 80;
    }

    private List<Finding> failure(String message, String remedy) {
        return List.of(finding(Verdict.FAILURE, "slack", message).remedy(remedy));
    }
}
