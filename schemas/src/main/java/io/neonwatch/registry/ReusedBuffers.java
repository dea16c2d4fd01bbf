package io.neonwatch.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Avro's encoder and decoder, used again and again: making them costs more than a small record. As many are kept as can be in
 * use at once, not one for each thread, since there may be hundreds of threads, and what is kept grows with the records.
 */
final class ReusedBuffers {

    private static final BlockingQueue<ReusedBuffers> UNUSED =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    private static final int MOST_KEPT_BYTES = 1 << 20;
    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    private @Nullable BinaryDecoder decoder;

    private ReusedBuffers() {}

    private static ReusedBuffers take() {
        ReusedBuffers unused = UNUSED.poll();
        return unused == null ? new ReusedBuffers() : unused;
    }

    /** The record in the wire format. */
    static <V> byte[] write(DatumWriter<V> writer, V value, int id) throws IOException {
        ReusedBuffers buffers = take();
        byte[] record = buffers.encode(writer, value, id);
        // Not after a failure, when the encoder holds half a record.
        if (record.length <= MOST_KEPT_BYTES) UNUSED.offer(buffers);
        return record;
    }

    /** The record that the bytes from {@code offset} on hold, and nothing else. */
    static <V> V read(DatumReader<V> reader, byte[] bytes, int offset) throws IOException {
        ReusedBuffers buffers = take();
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, buffers.decoder);
        buffers.decoder = decoder;
        try {
            V value = reader.read(null, decoder);
            if (!decoder.isEnd()) throw new IOException("bytes are left over");
            return value;
        } finally {
            // Else the decoder would hold on to the last record.
            DecoderFactory.get().binaryDecoder(NOTHING, decoder);
            UNUSED.offer(buffers);
        }
    }

    /**
     * As {@link #read}, by a reader with another schema than the writer's. Avro 1.12.2 refuses a collection whose elements
     * would not fit into the bytes that are left, but reckons with the reader's elements: one field more, and it refuses what
     * an older writer wrote. It does not where it cannot know how many bytes are left.
     */
    static <V> V readOtherSchema(DatumReader<V> reader, byte[] bytes, int offset) throws IOException {
        InputStream unmeasured =
                new FilterInputStream(new ByteArrayInputStream(bytes, offset, bytes.length - offset)) {};
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(unmeasured, null);
        V value = reader.read(null, decoder);
        if (!decoder.isEnd()) throw new IOException("bytes are left over");
        return value;
    }

    private <V> byte[] encode(DatumWriter<V> writer, V value, int id) throws IOException {
        bytes.reset();
        bytes.writeBytes(ByteBuffer.allocate(AvroSerde.HEADER_BYTES)
                .put(AvroSerde.MAGIC)
                .putInt(id)
                .array());
        writer.write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
