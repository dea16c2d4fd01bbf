package io.neonwatch.collector.publish.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.apache.avro.Schema;

/** Records that carry their number. */
final class Numbered {

    static final Schema SCHEMA = new Schema.Parser()
            .parse("{\"type\": \"record\", \"name\": \"Number\", \"fields\": [{\"name\": \"n\", \"type\": \"long\"}]}");
    static final String TOPIC = "numbers";

    private static final int VALUE_BYTES = 100;

    private Numbered() {}

    static PendingRecord record(int number) {
        byte[] value = String.format("%0" + VALUE_BYTES + "d", number).getBytes(UTF_8);
        return new PendingRecord(TOPIC, "key \"🦉\n\" " + number % 3, SCHEMA, value, 1_000_000L + number);
    }

    static int number(PendingRecord record) {
        int number = Integer.parseInt(new String(Objects.requireNonNull(record.draft()), UTF_8));
        PendingRecord expected = record(number);
        boolean whole = expected.key().equals(record.key())
                && expected.at() == record.at()
                && SCHEMA.equals(record.schema())
                && expected.topic().equals(record.topic());
        if (!whole) throw new AssertionError("record " + number + " has come back as another: " + record);
        return number;
    }
}
