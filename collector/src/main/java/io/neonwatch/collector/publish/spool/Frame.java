package io.neonwatch.collector.publish.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a segment file: a mark, the content's length and CRC-32C, the content. By the mark the next piece is
 * found behind a damaged one.
 *
 * @param end the position behind it
 */
record Frame(ByteBuffer content, long end) {

    static final int HEADER_BYTES = 12;

    private static final int MARK = 0x4E57_5266;
    private static final int MOST_BYTES = 64 << 20;
    private static final int SEARCHED_AT_ONCE = 64 << 10;

    /** The piece, to be written. */
    static ByteBuffer of(ByteBuffer content) {
        return ByteBuffer.allocate(HEADER_BYTES + content.remaining())
                .putInt(MARK)
                .putInt(content.remaining())
                .putInt(sum(content.duplicate()))
                .put(content)
                .flip();
    }

    /** The whole piece that begins right there; null when there is none. */
    static @Nullable Frame at(FileChannel file, long position, long end) throws IOException {
        if (position + HEADER_BYTES > end) return null;
        ByteBuffer header = read(file, position, HEADER_BYTES);
        if (header.remaining() < HEADER_BYTES || header.getInt() != MARK) return null;
        int length = header.getInt();
        if (length < 1 || length > MOST_BYTES || position + HEADER_BYTES + length > end) return null;
        int sum = header.getInt();
        ByteBuffer content = read(file, position + HEADER_BYTES, length);
        if (content.remaining() < length || sum(content.duplicate()) != sum) return null;
        return new Frame(content, position + HEADER_BYTES + length);
    }

    /** The first whole piece that begins after the position; null when there is none. */
    static @Nullable Frame after(FileChannel file, long position, long end) throws IOException {
        // Overlapping by a mark less a byte.
        for (long start = position + 1; start + HEADER_BYTES <= end; start += SEARCHED_AT_ONCE - 3) {
            ByteBuffer searched = read(file, start, (int) Math.min(SEARCHED_AT_ONCE, end - start));
            for (int offset = 0; offset + 4 <= searched.limit(); offset++) {
                if (searched.getInt(offset) != MARK) continue;
                Frame frame = at(file, start + offset, end);
                if (frame != null) return frame;
            }
        }
        return null;
    }

    private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) if (file.read(bytes, position + bytes.position()) < 0) break;
        return bytes.flip();
    }

    private static int sum(ByteBuffer content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return (int) sum.getValue();
    }
}
