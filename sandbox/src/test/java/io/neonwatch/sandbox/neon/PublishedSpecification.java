package io.neonwatch.sandbox.neon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The OpenAPI file that Neon publishes inside an npm package. Its licence does not let us keep a copy, so that it is
 * fetched once into `target`, at a fixed version; tests are skipped where that is not possible.
 */
final class PublishedSpecification {

    private static final String PACKAGE = "@neondatabase/api-client@2.7.3";
    private static final String ARCHIVE = "neondatabase-api-client-2.7.3.tgz";
    private static final String ENTRY = "package/public-v2-for-users.gen.yaml";
    private static final String SHA_256 = "dacf72ea2d63110b3694c705313e0b2104e9652ae1be3fc01ceebe7b17059c44";
    private static final Path DIRECTORY =
            Path.of("target", "neon-specification").toAbsolutePath();

    private PublishedSpecification() {}

    /** The file, as it was when this test was written. Aborts the test where it cannot be had. */
    static synchronized Path file() {
        Path file = DIRECTORY.resolve("neon-api-2.7.3.yaml");
        try {
            if (!Files.exists(file)) fetch(file);
            assertThat(sha256(file)).as("SHA-256 of %s", file).isEqualTo(SHA_256);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fetch(Path file) throws IOException {
        Files.createDirectories(DIRECTORY);
        npmPack();
        Path part = Files.createTempFile(DIRECTORY, "specification", ".part");
        try (TarArchiveInputStream archive =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(DIRECTORY.resolve(ARCHIVE))))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry())
                if (entry.getName().equals(ENTRY)) Files.write(part, archive.readAllBytes());
        }
        Files.move(part, file);
    }

    private static void npmPack() throws IOException {
        Path output = DIRECTORY.resolve("npm.log");
        try {
            Process npm = new ProcessBuilder("npm", "pack", PACKAGE, "--pack-destination", DIRECTORY.toString())
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = npm.waitFor(60, TimeUnit.SECONDS);
            npm.destroyForcibly();
            if (!ended) abort("npm pack " + PACKAGE + " took more than a minute");
            if (npm.exitValue() != 0) abort("npm pack " + PACKAGE + " failed: " + Files.readString(output));
        } catch (IOException e) {
            abort("Neon's API specification is checked only where npm is: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abort("interrupted while npm ran");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
