package io.neonwatch.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where the demo that runs now has its configuration, so that other commands find it without being told. */
public final class RunningDemo {

    private static final String USER = System.getProperty("user.name");
    private static final Path POINTER = Path.of(System.getProperty("java.io.tmpdir"), "neonwatch-demo-" + USER);

    private RunningDemo() {}

    /** The configuration file of this user's running demo. */
    public static Optional<Path> config() {
        try {
            // Anybody may write to the folder, so what another user left there does not count.
            if (!Files.getOwner(POINTER, LinkOption.NOFOLLOW_LINKS).getName().equals(USER)) return Optional.empty();
            return Optional.of(Path.of(Files.readString(POINTER))).filter(Files::isReadable);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void announce(Path config) throws IOException {
        Files.deleteIfExists(POINTER);
        Files.writeString(POINTER, config.toString());
    }

    static void withdraw(Path config) {
        try {
            if (Files.readString(POINTER).equals(config.toString())) Files.delete(POINTER);
        } catch (IOException e) {
            // Another demo has taken its place, or somebody cleared the folder: nothing is left to withdraw.
        }
    }
}
