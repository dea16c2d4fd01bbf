package io.neonwatch.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small shell that outlives this program just long enough to clear up after it: the kernel closes the pipe to its
 * standard input even when this program is killed. It has a session of its own, so that Ctrl-C does not reach it.
 */
final class Guard {

    // Holds the pipes open: a collected Process would close its pipe and so end what it guards.
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private Guard() {}

    static Process start(ProcessBuilder environment, String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", text(script), script));
        command.addAll(arguments);
        try {
            Process process = environment
                    .command(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            RUNNING.add(process);
            var _ = process.onExit().thenAccept(RUNNING::remove);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot start setsid and sh, which guard the sandbox's processes: " + e.getMessage(), e);
        }
    }

    private static String text(String script) {
        try (InputStream in = Guard.class.getResourceAsStream(script)) {
            if (in == null) throw new IllegalStateException(script + " is missing beside " + Guard.class.getName());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
