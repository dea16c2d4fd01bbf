package io.neonwatch.collector.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * How far a spool's records are done with, in a file of two slots that are written in turn, so that one is whole at any
 * time. Without it, records are sent once more.
 */
final class Checkpoint implements AutoCloseable {

    /** Nothing is done with. */
    static final Position START = new Position(0, 0);

    private static final int SLOT_BYTES = 32;

    /**
     * @param segment its number; those before it are done with
     * @param position in that segment
     */
    record Position(long segment, long position) {}

    private record Slot(long count, Position position) {}

    private final FileChannel file;
    private long count;
    private Position position = START;

    private Checkpoint(FileChannel file) {
        this.file = file;
    }

    static Checkpoint open(Path path) throws IOException {
        Checkpoint checkpoint = new Checkpoint(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        for (int index = 0; index < 2; index++) {
            Slot slot = checkpoint.read(index);
            if (slot.count() > checkpoint.count) {
                checkpoint.count = slot.count();
                checkpoint.position = slot.position();
            }
        }
        return checkpoint;
    }

    Position position() {
        return position;
    }

    void write(Position reached) throws IOException {
        if (reached.equals(position)) return;
        long next = count + 1;
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES)
                .putLong(next)
                .putLong(reached.segment())
                .putLong(reached.position());
        slot.putInt(sum(slot.array())).clear();
        long start = next % 2 * SLOT_BYTES;
        while (slot.hasRemaining()) file.write(slot, start + slot.position());
        count = next;
        position = reached;
    }

    void sync() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Slot read(int index) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        while (slot.hasRemaining())
            if (file.read(slot, (long) index * SLOT_BYTES + slot.position()) < 0) return new Slot(0, START);
        if (slot.getInt(24) != sum(slot.array())) return new Slot(0, START);
        return new Slot(slot.getLong(0), new Position(slot.getLong(8), slot.getLong(16)));
    }

    private static int sum(byte[] slot) {
        CRC32C sum = new CRC32C();
        sum.update(slot, 0, 24);
        return (int) sum.getValue();
    }
}
