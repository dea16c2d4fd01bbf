package io.neonwatch.cli.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the demos that run now have their configurations, so that other commands find them without being told: one note
 * for each, in the folder for temporary files.
 */
public final class RunningDemo {

    private record Note(Path file, Path config) {}

    private final Path folder;
    private final String user;

    /** The demos of the user who runs this program. */
    public RunningDemo() {
        this(Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"));
    }

    RunningDemo(Path folder, String user) {
        this.folder = folder;
        this.user = user;
    }

    /** The configuration file of the running demo; of several, that of the one started last. */
    public Optional<Path> config() {
        return notes().stream()
                .filter(note -> Files.isReadable(note.config()))
                .max(Comparator.comparing(note -> note.file().toFile().lastModified()))
                .map(Note::config);
    }

    void announce(Path config) throws IOException {
        // A demo that was killed could not take its note away.
        for (Note note : notes()) if (!Files.exists(note.config())) Files.deleteIfExists(note.file());
        Path file = Files.createTempFile(folder, prefix(), "");
        Files.writeString(file, config.toString());
    }

    void withdraw(Path config) throws IOException {
        for (Note note : notes()) if (note.config().equals(config)) Files.deleteIfExists(note.file());
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix() + "*")) {
            for (Path file : files) {
                // Anybody may write to the folder, so what another user left there does not count.
                String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
                if (owner.equals(user)) notes.add(new Note(file, Path.of(Files.readString(file))));
            }
        } catch (IOException e) {
            // The folder cannot be read, or a demo ended just now: what was found is what there is.
        }
        return notes;
    }

    private String prefix() {
        return "neonwatch-demo-" + user + "-";
    }
}
