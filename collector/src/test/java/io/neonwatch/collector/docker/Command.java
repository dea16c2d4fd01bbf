package io.neonwatch.collector.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a command has said and whether it ended well.
 *
 * @param output standard output and standard error, as they came
 */
record Command(boolean succeeded, String output) {

    /** Runs the command to its end, or kills it after the limit. */
    static Command run(Duration limit, String... command) {
        try {
            Path file = Files.createTempFile("neonwatch-command-", ".log");
            try {
                Process process = new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
                return new Command(ended && process.exitValue() == 0, Files.readString(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return new Command(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Command(false, "interrupted");
        }
    }

    String lastLine() {
        return output.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
    }
}
