package io.neonwatch.collector.publish.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A spool's files, for one program at a time. */
final class SpoolDirectory implements AutoCloseable {

    private static final Pattern SEGMENT = Pattern.compile("([0-9]{16})\\.spool");

    private final Path path;
    private final FileChannel lock;
    private long lastNumber;

    private SpoolDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if it is missing; others than its owner may not look into it.
     *
     * @throws IOException also when another program has it
     */
    static SpoolDirectory lock(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.toAbsolutePath());
            if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class))
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) return new SpoolDirectory(path, lock);
        } catch (OverlappingFileLockException e) {
            // Held by this very program.
        } catch (IOException e) {
            lock.close();
            throw e;
        }
        lock.close();
        throw new IOException("another collector uses it; give each a directory of its own");
    }

    Checkpoint checkpoint() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(path.resolve("checkpoint"));
        // A number that is not above it would count as done with.
        lastNumber = Math.max(lastNumber, checkpoint.position().segment());
        return checkpoint;
    }

    /** Those of an earlier run, oldest first; what is done with is deleted. */
    Deque<Segment> segments(Checkpoint.Position done, SegmentRecovery recovery) throws IOException {
        Deque<Segment> segments = new ArrayDeque<>();
        for (Path file : files()) {
            long number = number(file);
            lastNumber = Math.max(lastNumber, number);
            if (number < done.segment()) {
                Files.delete(file);
                continue;
            }
            Segment segment = recovery.open(number, file, number == done.segment() ? done.position() : 0);
            if (segment != null) segments.addLast(segment);
        }
        return segments;
    }

    Segment create() throws IOException {
        // Counted even where it fails: a name that cannot be used is not tried for ever.
        long number = ++lastNumber;
        return Segment.create(number, path.resolve(String.format(Locale.ROOT, "%016d.spool", number)));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> number(file) > 0).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long number(Path file) {
        Matcher matcher = SEGMENT.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
