package io.neonwatch.collector.publish.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in-first-out of records on disk. A record is added, read, and later done with, each in the same order;
 * what is not done with is read again after a restart. Beyond the limits the oldest file is dropped. For one thread, but
 * for {@link #bytes} and {@link #oldest}.
 */
public final class Spool implements AutoCloseable {

    private static final int SEGMENTS_IN_AN_AGE = 16;

    private final SpoolDirectory directory;
    private final SpoolLimits limits;
    private final InstantSource clock;
    private final SpoolJournal journal;
    private final Checkpoint checkpoint;
    private final Deque<Segment> segments;
    private @Nullable Segment writing;
    private volatile long bytes;
    private volatile @Nullable Instant oldest;
    private boolean unsynced;

    private Spool(
            SpoolDirectory directory,
            SpoolLimits limits,
            InstantSource clock,
            SpoolJournal journal,
            Checkpoint checkpoint,
            Deque<Segment> segments) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        this.journal = journal;
        this.checkpoint = checkpoint;
        this.segments = segments;
    }

    /**
     * Opens the directory and finds what an earlier run has left.
     *
     * @throws IOException when it cannot be used, also because another collector uses it
     */
    public static Spool open(Path path, SpoolLimits limits, InstantSource clock, SpoolJournal journal)
            throws IOException {
        SpoolDirectory directory = SpoolDirectory.lock(path);
        try {
            Checkpoint checkpoint = directory.checkpoint();
            Deque<Segment> found = directory.segments(checkpoint.position(), new SegmentRecovery(journal));
            Spool spool = new Spool(directory, limits, clock, journal, checkpoint, found);
            spool.deleteDone();
            return spool;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Adds a record behind all others.
     *
     * @param read whether it need not be read again, since it is still in memory; only when nothing is unread
     * @throws IOException when the disk does not take it; it may be tried again
     */
    public Place append(PendingRecord record, boolean read) throws IOException {
        long now = clock.millis();
        makeRoom(record.size());
        Place place = writable(record.size(), now).append(record, now, read);
        unsynced = true;
        measure();
        return place;
    }

    public boolean hasUnread() {
        for (Segment segment : segments) if (segment.unread() > 0) return true;
        return false;
    }

    /** The oldest record that was not read; null when there is none. */
    public @Nullable Stored peek() throws IOException {
        for (Segment segment : segments) {
            Stored stored = segment.peek();
            if (stored != null) return stored;
            // The disk has lost what it had.
            if (segment.unread() > 0) {
                tellDropped(segment, SpoolJournal.Loss.BROKEN);
                segment.giveUp();
            }
        }
        return null;
    }

    /** What {@link #peek} gave is read. */
    public void advance(Stored stored) {
        stored.place().segment().advance();
    }

    /** The record need not be kept any more. To be said in the order of the records. */
    public void done(Place place) {
        place.segment().done(place);
    }

    /**
     * Makes lasting what is done with, and drops what has become too old. What was {@link #done} since the last call is
     * sent once more if the program is killed before the next.
     */
    public void tidy() throws IOException {
        dropTooOld();
        deleteDone();
        Segment first = segments.peekFirst();
        if (first != null) checkpoint.write(new Checkpoint.Position(first.number(), first.doneUpTo()));
    }

    /** What was added survives a loss of power from now on. */
    public void sync() throws IOException {
        if (!unsynced) return;
        if (writing != null) writing.sync();
        checkpoint.sync();
        unsynced = false;
    }

    /** Of all files together. */
    public long bytes() {
        return bytes;
    }

    /** Since when the oldest record waits here, by the collector's clock; empty when there is none. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    @Override
    public void close() throws IOException {
        try {
            tidy();
            sync();
        } finally {
            for (Segment segment : segments) segment.close();
            checkpoint.close();
            directory.close();
        }
    }

    private Segment writable(int size, long now) throws IOException {
        Segment current = writing;
        if (current != null && current.size() + size <= limits.segmentBytes() && !tooLong(current, now)) return current;
        if (current != null) current.sync();
        Segment created = directory.create();
        segments.addLast(created);
        writing = created;
        return created;
    }

    // So that records that become too old can be dropped by the file.
    private boolean tooLong(Segment segment, long now) {
        return now - segment.oldestAt() > limits.age().toMillis() / SEGMENTS_IN_AN_AGE;
    }

    private void makeRoom(int size) throws IOException {
        while (segments.size() > 1 && total() + size > limits.bytes())
            drop(segments.getFirst(), SpoolJournal.Loss.TOO_MUCH);
    }

    private void dropTooOld() throws IOException {
        long limit = clock.millis() - limits.age().toMillis();
        while (!segments.isEmpty()
                && !segments.getFirst().done()
                && segments.getFirst().newestAt() < limit) drop(segments.getFirst(), SpoolJournal.Loss.TOO_OLD);
    }

    private void drop(Segment segment, SpoolJournal.Loss reason) throws IOException {
        tellDropped(segment, reason);
        delete(segment);
        measure();
    }

    private void tellDropped(Segment segment, SpoolJournal.Loss reason) {
        segment.unreadByTopic().forEach((topic, records) -> {
            if (records > 0) journal.dropped(topic, records, reason);
        });
    }

    private void deleteDone() throws IOException {
        while (!segments.isEmpty() && segments.getFirst().done()) delete(segments.getFirst());
        measure();
    }

    private void delete(Segment segment) throws IOException {
        segments.remove(segment);
        if (segment == writing) writing = null;
        segment.delete();
    }

    private long total() {
        long total = 0;
        for (Segment segment : segments) total += segment.size();
        return total;
    }

    private void measure() {
        bytes = total();
        Segment first = segments.peekFirst();
        oldest = first == null ? null : Instant.ofEpochMilli(first.oldestAt());
    }
}
