package io.neonwatch.sandbox.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child that is gone when this program ends, even when this program is killed: a guard ends it as soon as the pipe
 * between the two closes. Its output goes to a log file. Safe for use by many threads.
 */
public final class ChildProcess implements AutoCloseable {

    private static final int LINES_SHOWN = 20;

    private final String name;
    private final Path log;
    private final Duration grace;
    private final Process guard;

    private ChildProcess(String name, Path log, Duration grace, Process guard) {
        this.name = name;
        this.log = log;
        this.grace = grace;
        this.guard = guard;
    }

    /**
     * @param name for messages, and of the log file
     * @param command the program and its arguments, without a shell
     * @param environment set in addition to this program's own
     * @param directory where it runs; its output is appended to {@code <name>.log} in it
     * @param stop the signal that ends the child in good order, for example {@code TERM}
     * @param grace how long after a signal the child is killed; whole seconds, at least one
     */
    public static ChildProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            String stop,
            Duration grace) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.environment().putAll(environment);
        builder.directory(directory.toFile());
        Path log = directory.resolve(name + ".log");
        List<String> arguments =
                new ArrayList<>(List.of(stop, Long.toString(Math.max(1, grace.toSeconds())), log.toString()));
        arguments.addAll(command);
        return new ChildProcess(name, log, grace, Guard.start(builder, "guard-child.sh", arguments));
    }

    public boolean isRunning() {
        return guard.isAlive();
    }

    /** Sends the signal and returns when the child is gone, at the latest about a second after the grace. */
    public void signal(String signal) {
        try (OutputStream pipe = guard.getOutputStream()) {
            pipe.write((signal + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException alreadyGone) {
            // The guard ends with its child, and then nobody reads.
        }
        awaitEnd();
    }

    /** Ends the child in good order; returns when it is gone. */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // The guard ends with its child.
        }
        awaitEnd();
    }

    /** The end of the child's output, for a message that says why it does not run. */
    public String lastOutput() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }

    private void awaitEnd() {
        try {
            if (!guard.waitFor(grace.toMillis() + 1000, TimeUnit.MILLISECONDS))
                throw new IllegalStateException(name + " (guard " + guard.pid() + ") does not end; see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
