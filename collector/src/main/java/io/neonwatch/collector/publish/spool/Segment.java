package io.neonwatch.collector.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One file of a spool: a head, then frames. Records are added at its end and read once from its beginning; it is deleted
 * when all are done with. For one thread.
 */
public final class Segment {

    /** Version 1. */
    static final long HEAD = 0x4E57_5350_4F4F_4C31L; // "NWSPOOL1"

    static final int HEAD_BYTES = 8;

    private final long number;
    private final Path path;
    private final FileChannel file;
    private final Map<Integer, Schema> schemaByNumber = new HashMap<>();
    private final Map<Schema, Integer> numberBySchema = new HashMap<>();
    private final Map<String, Long> unreadByTopic = new HashMap<>();
    private long end;
    private long unread;
    private long undone;
    private long readUpTo = HEAD_BYTES;
    private long doneUpTo = HEAD_BYTES;
    private long oldestAt = Long.MAX_VALUE;
    private long newestAt;
    private @Nullable Stored peeked;

    Segment(long number, Path path, FileChannel file, long end) {
        this.number = number;
        this.path = path;
        this.file = file;
        this.end = end;
    }

    static Segment create(long number, Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            writeAll(file, ByteBuffer.allocate(HEAD_BYTES).putLong(HEAD).flip(), 0);
            return new Segment(number, path, file, HEAD_BYTES);
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    long number() {
        return number;
    }

    /** In bytes. */
    long size() {
        return end;
    }

    long unread() {
        return unread;
    }

    boolean done() {
        return undone == 0;
    }

    long doneUpTo() {
        return doneUpTo;
    }

    /** When the oldest record that is not done with came here, by the collector's clock, or somewhat earlier. */
    long oldestAt() {
        return oldestAt;
    }

    long newestAt() {
        return newestAt;
    }

    Map<String, Long> unreadByTopic() {
        return unreadByTopic;
    }

    /**
     * Adds a record at the end; after a failure the file is as before.
     *
     * @param read whether it need not be read again, since it is still in memory
     */
    Place append(PendingRecord record, long now, boolean read) throws IOException {
        Schema schema = record.schema();
        boolean known = schema == null || numberBySchema.containsKey(schema);
        int number = schema == null ? Entry.NO_SCHEMA : numberBySchema.getOrDefault(schema, schemaByNumber.size());
        ByteBuffer frame = Frame.of(Entry.write(record, number, now));
        long before = end;
        try {
            if (schema != null && !known) end = writeAll(file, Frame.of(Entry.write(number, schema)), end);
            end = writeAll(file, frame, end);
        } catch (IOException e) {
            end = before;
            truncate(e);
            throw e;
        }
        if (schema != null && !known) know(number, schema);
        count(record.topic(), now, read);
        if (read) readUpTo = end;
        return new Place(this, end, now);
    }

    /** The next record to be read; null when the rest of the file is damaged or everything has been read. */
    @Nullable
    Stored peek() throws IOException {
        if (peeked != null || unread == 0) return peeked;
        while (true) {
            Frame frame = Frame.at(file, readUpTo, end);
            if (frame == null) frame = Frame.after(file, readUpTo, end);
            if (frame == null) return null;
            readUpTo = frame.end();
            peeked = stored(frame);
            if (peeked != null) return peeked;
        }
    }

    private @Nullable Stored stored(Frame frame) {
        try {
            if (!(Entry.read(frame.content()) instanceof Entry.OfRecord entry)) return null;
            PendingRecord record = entry.pending(schemaByNumber);
            return record == null ? null : new Stored(record, new Place(this, frame.end(), entry.spooledAt()));
        } catch (RuntimeException e) {
            // Of another version of the program; said when the file was opened.
            return null;
        }
    }

    /** What {@link #peek} gave out is read. */
    void advance() {
        if (peeked == null) return;
        unread--;
        unreadByTopic.merge(peeked.record().topic(), -1L, Long::sum);
        peeked = null;
    }

    /** What is not read will not be. */
    void giveUp() {
        undone -= unread;
        unread = 0;
        unreadByTopic.clear();
    }

    void done(Place place) {
        undone--;
        doneUpTo = place.end();
        oldestAt = place.spooledAt();
    }

    void sync() throws IOException {
        file.force(false);
    }

    void close() throws IOException {
        file.close();
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    // For what finds out what an old file holds.

    void know(int schemaNumber, Schema schema) {
        schemaByNumber.put(schemaNumber, schema);
        numberBySchema.put(schema, schemaNumber);
    }

    boolean knows(int schemaNumber) {
        return schemaNumber == Entry.NO_SCHEMA || schemaByNumber.containsKey(schemaNumber);
    }

    void count(String topic, long spooledAt, boolean read) {
        undone++;
        oldestAt = Math.min(oldestAt, spooledAt);
        newestAt = Math.max(newestAt, spooledAt);
        if (read) return;
        unread++;
        unreadByTopic.merge(topic, 1L, Long::sum);
    }

    /** What comes before this position is done with. */
    void startAt(long position) {
        readUpTo = position;
        doneUpTo = position;
    }

    void endAt(long position) {
        end = position;
    }

    private void truncate(IOException failure) {
        try {
            file.truncate(end);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static long writeAll(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) at += file.write(bytes, at);
        return at;
    }
}
