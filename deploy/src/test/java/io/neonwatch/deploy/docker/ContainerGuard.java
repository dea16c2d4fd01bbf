package io.neonwatch.deploy.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes every container, network and volume with a label when this program ends in any way, SIGKILL included: the
 * kernel closes the pipe to a shell's standard input, and the shell clears up. It has a session of its own, so that Ctrl-C does
 * not reach it. What is gone already is no matter to it.
 */
public final class ContainerGuard {

    private static final String SCRIPT = "container-guard.sh";
    // Held, for a collected Process closes its pipe.
    private static final List<Process> RUNNING = new ArrayList<>();

    private ContainerGuard() {}

    /**
     * Starts to watch over what has this label.
     *
     * @param label for example {@code com.docker.compose.project=neonwatch-test}
     */
    public static synchronized void watch(String label) {
        try {
            RUNNING.add(new ProcessBuilder("setsid", "sh", "-c", script(), SCRIPT, label)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start setsid and sh, which clear up: " + e.getMessage(), e);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = ContainerGuard.class.getResourceAsStream(SCRIPT)) {
            if (in == null) throw new IOException(SCRIPT + " is missing beside " + ContainerGuard.class.getName());
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
