package io.neonwatch.sandbox.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second Java program to be killed. Its class prints lines that the test reads. */
public final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param prefix goes before the command, for example {@code setpriv} and its arguments
     * @param directory where it runs and has its temporary files
     */
    public static ChildJvm start(
            List<String> prefix, Path directory, ClassPath classPath, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                classPath.toString(),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        return new ChildJvm(builder.directory(directory.toFile()).start());
    }

    /** Waits for the next line; the program must not end before. */
    public String readLine() throws IOException {
        String line = output.readLine();
        if (line == null)
            throw new IOException(
                    "the program ended with status " + process.onExit().join().exitValue());
        return line;
    }

    /** As by {@code kill -9}. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
