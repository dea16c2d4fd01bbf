package io.neonwatch.notifier.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** An SMTP server that answers each command as told; an empty answer drops the connection. */
final class ScriptedSmtp implements AutoCloseable {

    static final String END = "END";
    private static final Map<String, String> USUAL =
            Map.of("GREETING", "220 ready", "DATA", "354 go on", "AUTH", "235 ok", "RSET", "250 ok", "QUIT", "221 bye");

    private final Map<String, String> answers;
    private final ServerSocket server;

    private ScriptedSmtp(Map<String, String> answers, ServerSocket server) {
        this.answers = answers;
        this.server = server;
    }

    /** @param answers by command; {@code GREETING} before all, {@link #END} after the message's end */
    static ScriptedSmtp start(Map<String, String> answers) throws IOException {
        ScriptedSmtp smtp = new ScriptedSmtp(answers, new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(smtp::serve);
        return smtp;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String command = "GREETING";
            while (command != null && answer(out, command)) {
                if (command.equals("DATA")) skipMessage(in);
                command = command.equals("DATA") ? END : next(in);
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private boolean answer(OutputStream out, String command) throws IOException {
        String usual = USUAL.getOrDefault(command, "250 ok");
        String answer = answers.getOrDefault(command, usual);
        if (answer.isEmpty()) return false;
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return !(command.equals("DATA") && !answer.startsWith("354"));
    }

    private static void skipMessage(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) line = in.readLine();
    }

    private static String next(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) throw new IOException("closed");
        return line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    }
}
