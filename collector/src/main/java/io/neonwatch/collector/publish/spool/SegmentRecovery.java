package io.neonwatch.collector.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Finds out what the files of an earlier run hold: a torn end is cut, damage in the middle is passed over. */
final class SegmentRecovery {

    private static final String BROKEN = ".broken";

    private final SpoolJournal journal;

    SegmentRecovery(SpoolJournal journal) {
        this.journal = journal;
    }

    /**
     * @param doneUpTo what comes before this position is done with
     * @return null when the file is empty, and gone now, or not a segment, and set aside
     */
    @Nullable
    Segment open(long number, Path path, long doneUpTo) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.size() < Segment.HEAD_BYTES) {
                file.close();
                Files.delete(path); // the program ended when it had just been created
                return null;
            }
            if (!hasHead(file)) {
                file.close();
                setAside(path, "it is not a spool file of this version");
                return null;
            }
            Segment segment = new Segment(number, path, file, file.size());
            segment.startAt(Math.max(doneUpTo, Segment.HEAD_BYTES));
            return scan(segment, path, file, doneUpTo);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private Segment scan(Segment segment, Path path, FileChannel file, long doneUpTo) throws IOException {
        long end = file.size();
        long position = Segment.HEAD_BYTES;
        boolean damaged = false;
        while (position < end) {
            Frame frame = Frame.at(file, position, end);
            if (frame == null) {
                frame = Frame.after(file, position, end);
                if (frame == null) break;
                damaged = true;
            }
            damaged |= !take(frame, segment, doneUpTo);
            position = frame.end();
        }
        if (damaged) copyAside(path);
        if (position < end) {
            file.truncate(position);
            segment.endAt(position);
            journal.tornTailCut(path, end - position);
        }
        return segment;
    }

    /** False when it cannot be used. */
    private static boolean take(Frame frame, Segment segment, long doneUpTo) {
        try {
            switch (Entry.read(frame.content())) {
                case Entry.OfSchema schema -> segment.know(schema.number(), schema.schema());
                case Entry.OfRecord record -> {
                    if (!segment.knows(record.schemaNumber())) return false;
                    if (frame.end() > doneUpTo) segment.count(record.topic(), record.spooledAt(), false);
                }
            }
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean hasHead(FileChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Segment.HEAD_BYTES);
        while (head.hasRemaining()) if (file.read(head, head.position()) < 0) return false;
        return head.getLong(0) == Segment.HEAD;
    }

    private void copyAside(Path path) throws IOException {
        Path copy = path.resolveSibling(path.getFileName() + BROKEN);
        Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        journal.setAside(copy, "some of it is damaged; the rest is kept");
    }

    private void setAside(Path path, String reason) throws IOException {
        Path moved = path.resolveSibling(path.getFileName() + BROKEN);
        Files.move(path, moved, StandardCopyOption.REPLACE_EXISTING);
        journal.setAside(moved, reason);
    }
}
