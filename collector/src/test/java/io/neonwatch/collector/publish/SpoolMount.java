package io.neonwatch.collector.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory, so that a disk can be full; only root may make one. */
final class SpoolMount implements AutoCloseable {

    private final Path path;

    private SpoolMount(Path path) {
        this.path = path;
    }

    static boolean isPossible(Path path) throws IOException, InterruptedException {
        Files.createDirectories(path);
        if (run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path.toString()) != 0) return false;
        run("umount", path.toString());
        return true;
    }

    static SpoolMount of(Path path, String size) throws IOException, InterruptedException {
        Files.createDirectories(path);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString()) != 0)
            throw new IOException("cannot mount " + path);
        return new SpoolMount(path);
    }

    void resize(String size) throws IOException, InterruptedException {
        if (run("mount", "-o", "remount,size=" + size, path.toString()) != 0)
            throw new IOException("cannot remount " + path);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", path.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
