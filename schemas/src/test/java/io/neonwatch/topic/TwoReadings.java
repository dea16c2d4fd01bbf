package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The same bytes as their writer understands them and as a reader of another version does. They must agree on every field
 * that both know; one that only the reader knows has its default.
 */
record TwoReadings(Schema writer, Schema reader) {

    // Byte 0, and the schema's id in four more.
    private static final int HEADER = 5;
    private static final GenericData DATA = data();

    /**
     * @param bytes in Confluent's wire format
     */
    void shouldAgreeOn(byte[] bytes) throws IOException {
        check(writer.getFullName(), read(bytes, writer), writer, read(bytes, reader), reader);
    }

    /** The bytes as the reader understands them. */
    GenericRecord byReader(byte[] bytes) throws IOException {
        return read(bytes, reader);
    }

    private GenericRecord read(byte[] bytes, Schema as) throws IOException {
        // Of which Avro cannot know the length: it would refuse small records of older versions (AvroSerde knows why).
        var unmeasured = new FilterInputStream(new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER)) {};
        var decoder = DecoderFactory.get().binaryDecoder(unmeasured, null);
        GenericRecord read = new GenericDatumReader<GenericRecord>(writer, as, DATA).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return read;
    }

    private static void check(
            String path, @Nullable Object written, Schema writer, @Nullable Object read, Schema reader) {
        Schema by = branch(writer, written);
        Schema of = branch(reader, read);
        if (written instanceof GenericRecord from && read instanceof GenericRecord to)
            checkFields(path, from, by, to, of);
        else if (written instanceof List<?> from && read instanceof List<?> to) {
            assertThat(to).as(path).hasSameSizeAs(from);
            for (int i = 0; i < from.size(); i++)
                check(path + "[" + i + "]", from.get(i), by.getElementType(), to.get(i), of.getElementType());
        } else if (written instanceof Map<?, ?> from && read instanceof Map<?, ?> to) {
            assertThat(to).as(path).hasSameSizeAs(from);
            from.forEach(
                    (key, value) -> check(path + "." + key, value, by.getValueType(), to.get(key), of.getValueType()));
        } else if (by.getType() == Schema.Type.ENUM && !of.hasEnumSymbol(String.valueOf(written)))
            assertThat(String.valueOf(read)).as(path).isEqualTo(of.getEnumDefault());
        // Texts and enumeration symbols have classes of their own.
        else assertThat(String.valueOf(read)).as(path).isEqualTo(String.valueOf(written));
    }

    private static void checkFields(String path, GenericRecord from, Schema by, GenericRecord to, Schema of) {
        for (Schema.Field field : of.getFields()) {
            String name = field.name();
            Schema.Field known = by.getField(name);
            if (known != null) check(path + "." + name, from.get(name), known.schema(), to.get(name), field.schema());
            else assertThat(to.get(name)).as(path + "." + name).isEqualTo(DATA.getDefaultValue(field));
        }
    }

    private static Schema branch(Schema schema, @Nullable Object value) {
        return schema.isUnion() ? schema.getTypes().get(DATA.resolveUnion(schema, value)) : schema;
    }

    private static GenericData data() {
        GenericData data = new GenericData();
        // A field that keeps its type and changes its unit reads as another time.
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        return data;
    }
}
