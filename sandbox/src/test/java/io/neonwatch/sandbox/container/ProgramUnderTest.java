package io.neonwatch.sandbox.container;

import io.neonwatch.sandbox.process.ClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A container's program, without the container. */
final class ProgramUnderTest implements AutoCloseable {

    private static final long END_SECONDS = 30;

    private final Process process;
    private final Path log;

    private ProgramUnderTest(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ProgramUnderTest start(Path directory, Class<?> main, Map<String, String> settings) throws IOException {
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        ClassPath.own().toString(),
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        return new ProgramUnderTest(builder.start(), log);
    }

    List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a line of the log has all of these. */
    boolean hasLogged(String... words) {
        return log().stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains));
    }

    /** As the list of processes shows it to everybody. */
    String commandLine() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    }

    /** The exit status after SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** The exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS))
            throw new IllegalStateException("the program does not end; it said " + log());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
