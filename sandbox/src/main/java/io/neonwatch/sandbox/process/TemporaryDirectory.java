package io.neonwatch.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A directory of its own under {@code java.io.tmpdir}, removed when closed and also when this program is killed. */
public final class TemporaryDirectory implements AutoCloseable {

    private static final int REMOVAL_SECONDS = 5;

    private final Path path;
    private final Process guard;

    private TemporaryDirectory(Path path, Process guard) {
        this.path = path;
        this.guard = guard;
    }

    public static TemporaryDirectory create(String prefix) {
        try {
            Path path = Files.createTempDirectory(prefix).toAbsolutePath();
            // PostgreSQL runs as another user when this program runs as root, and must get through.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            return new TemporaryDirectory(
                    path, Guard.start(new ProcessBuilder(), "guard-directory.sh", List.of(path.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create a directory in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    /** Returns when the directory is gone, or after a few seconds; its guard then goes on trying. */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            guard.waitFor(REMOVAL_SECONDS, TimeUnit.SECONDS);
        } catch (IOException alreadyGone) {
            // Nothing left to close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
