package io.neonwatch.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

final class AvroJsonTest {

    @Test
    void shouldWriteNestedValuesPlainly() {
        // Given
        var inner =
                SchemaBuilder.record("Inner").fields().requiredString("name").endRecord();
        var schema = SchemaBuilder.record("Outer")
                .fields()
                .name("inner")
                .type(inner)
                .noDefault()
                .name("nothing")
                .type()
                .unionOf()
                .nullType()
                .and()
                .longType()
                .endUnion()
                .nullDefault()
                .endRecord();
        var row = new GenericRecordBuilder(schema)
                .set(
                        "inner",
                        new GenericRecordBuilder(inner)
                                .set("name", "café \"x\"\n")
                                .build())
                .set("nothing", null)
                .build();

        // When
        String json = AvroJson.of(row).toString();

        // Then
        assertThat(json).isEqualTo("{\"inner\":{\"name\":\"café \\\"x\\\"\\n\"},\"nothing\":null}");
    }

    @Test
    void shouldWriteWhatJsonHasNoWordFor() {
        // Given
        var values = Arrays.asList(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                1.5,
                Instant.EPOCH,
                ByteBuffer.wrap(new byte[] {1, 2}),
                Map.of("k", 1L));

        // When
        String json = AvroJson.of(values).toString();

        // Then
        assertThat(json).isEqualTo("[null,null,1.5,\"1970-01-01T00:00:00Z\",\"AQI=\",{\"k\":1}]");
    }
}
