package io.neonwatch.deploy.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a command has said and whether it ended well.
 *
 * @param output standard output and standard error, as they came
 */
public record CommandResult(boolean succeeded, String output) {

    /** Runs the command to its end, in the directory of this module; kills it, with its children, after the limit. */
    public static CommandResult of(List<String> command, Duration limit) {
        Path file = null;
        try {
            file = Files.createTempFile("neonwatch-command-", ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) end(process);
            String output = Files.readString(file);
            return ended
                    ? new CommandResult(process.exitValue() == 0, output)
                    : new CommandResult(false, output + "\nno end of it after " + limit.toSeconds() + " s: " + command);
        } catch (IOException e) {
            return new CommandResult(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult(false, "interrupted: " + command);
        } finally {
            delete(file);
        }
    }

    /** What it said last, which for an error is what went wrong; empty if it said nothing. */
    public String lastLine() {
        return output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void delete(@Nullable Path file) {
        if (file == null) return;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
