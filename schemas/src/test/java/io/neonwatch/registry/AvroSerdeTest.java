package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.schemas.MetricColumn;
import io.neonwatch.schemas.MetricGroup;
import io.neonwatch.schemas.MetricKind;
import io.neonwatch.schemas.Target;
import io.neonwatch.schemas.TargetState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {

    private static final String TOPIC = "some-topic";

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerde<Target> serde = new AvroSerde<>(registry, Target.class);

    @Test
    void shouldWriteConfluentsWireFormat() {
        // When
        byte[] bytes = write(target("orders"));

        // Then
        assertThat(bytes).startsWith(0, 0, 0, 0, 1, 12, 'o', 'r', 'd', 'e', 'r', 's');
        assertThat(serde.deserialize(TOPIC, bytes)).isEqualTo(target("orders"));
    }

    @Test
    void shouldReadOlderElementsThatTakeFewerBytesThanNewerOnesCould() throws IOException {
        // Given a writer whose columns had no kind yet
        Schema older = withoutField(MetricBatch.getClassSchema(), "kind");
        assertThat(older).isNotEqualTo(MetricBatch.getClassSchema());
        Schema group = older.getField("groups").schema().getElementType();
        Schema column = group.getField("columns").schema().getElementType();
        GenericRecord small = new GenericRecordBuilder(column)
                .set("name", "")
                .set("unit", "")
                .set("values", List.of())
                .build();
        GenericRecord groupRecord = new GenericRecordBuilder(group)
                .set("attribute_keys", List.of())
                .set("attribute_values", List.of())
                .set("columns", Collections.nCopies(9, small))
                .build();
        GenericRecord batch = new GenericRecordBuilder(older)
                .set("target", "orders")
                .set("probe", "instance")
                .set("observed_at", 0L)
                .set("collected_at", 0L)
                .set("groups", List.of(groupRecord))
                .build();

        // When
        MetricBatch read = new AvroSerde<>(registry, MetricBatch.class).deserialize(TOPIC, write(batch));

        // Then
        assertThat(Objects.requireNonNull(read).getGroups().getFirst().getColumns())
                .hasSize(9)
                .allSatisfy(of -> assertThat(of.getKind()).isEqualTo(MetricKind.UNKNOWN));
    }

    @Test
    void shouldKeepATombstone() {
        assertThat(serde.serialize(TOPIC, null)).isNull();
        assertThat(serde.deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldKeepNumbersThatAreNone() {
        // Given
        AvroSerde<MetricBatch> batches = new AvroSerde<>(registry, MetricBatch.class);
        List<Double> values = List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0);
        MetricBatch batch = batch(new MetricGroup(
                List.of(), List.of(), List.of(new MetricColumn("metric", "1", MetricKind.GAUGE, values))));

        // When
        MetricBatch read = batches.deserialize(TOPIC, batches.serialize(TOPIC, batch));

        // Then
        assertThat(Objects.requireNonNull(read)
                        .getGroups()
                        .getFirst()
                        .getColumns()
                        .getFirst()
                        .getValues())
                .isEqualTo(values);
    }

    @Test
    void shouldReadASymbolAndAFieldThatItDoesNotKnow() {
        // Given
        String newer = Target.SCHEMA$
                .toString()
                .replace("\"UNREACHABLE\"]", "\"UNREACHABLE\",\"HIBERNATING\"]")
                .replaceFirst(
                        "\"fields\":\\[", "\"fields\":[{\"name\":\"region\",\"type\":\"string\",\"default\":\"\"},");
        int id = registry.register("newer-value", new Schema.Parser().parse(newer));
        byte[] body = Arrays.copyOfRange(write(target("orders")), 5, 100);
        byte[] written = ByteBuffer.allocate(200)
                .put((byte) 0)
                .putInt(id)
                .put(new byte[] {4, 'e', 'u'})
                .put(body, 0, 7)
                .put((byte) 8)
                .put(body, 8, body.length - 8)
                .array();
        int length = write(target("orders")).length + 3;

        // When
        Target read = serde.deserialize(TOPIC, Arrays.copyOf(written, length));

        // Then
        assertThat(read).extracting(Target::getState).isEqualTo(TargetState.UNKNOWN);
        assertThat(read).extracting(Target::getId).isEqualTo("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00000001", "0100000001", "7b7d202020"})
    void shouldSayWhenBytesAreNotInTheWireFormat(String hex) {
        assertThatThrownBy(() -> serde.deserialize(TOPIC, bytes(hex)))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("not in Confluent's wire format: ");
    }

    @Test
    void shouldSayWhenTheSchemaIsNotKnown() {
        assertThatThrownBy(() -> serde.deserialize(TOPIC, bytes("00000000ff02")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("255");
    }

    @Test
    void shouldRefuseARecordOfAnotherSchema() {
        // Given
        AvroSerde<MetricBatch> batches = new AvroSerde<>(registry, MetricBatch.class);
        byte[] bytes = batches.serialize(TOPIC, batch());

        // Then
        assertThatThrownBy(() -> serde.deserialize(TOPIC, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("not a Target by schema 1: ");
    }

    @Test
    void shouldRefuseBytesThatFollowARecord() {
        // Given
        byte[] bytes = write(target("orders"));

        // Then
        assertThatThrownBy(() -> serde.deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("left over");
    }

    @Test
    void shouldRefuseATruncatedRecord() {
        // Given
        byte[] bytes = write(target("orders"));

        // Then
        for (int length = 5; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serde.deserialize(TOPIC, truncated)).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldRefuseALengthThatTheBytesCannotHold() {
        // Given
        write(target("orders"));

        // Then
        for (String length : List.of("feffffff0f", "01", "feffffffffffffffff01", "feffffff07"))
            assertThatThrownBy(() -> serde.deserialize(TOPIC, bytes("0000000001" + length)))
                    .isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldAnswerRubbishWithOneKindOfException() {
        // Given
        AvroSerde<MetricBatch> batches = new AvroSerde<>(registry, MetricBatch.class);
        byte[] bytes = Objects.requireNonNull(batches.serialize(
                TOPIC,
                batch(new MetricGroup(
                        List.of("key"),
                        List.of(0),
                        List.of(new MetricColumn("m", "1", MetricKind.GAUGE, List.of(1.0)))))));
        Random random = new Random(1);

        // Then
        for (int round = 0; round < 20_000; round++) {
            byte[] rubbish = bytes.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--)
                rubbish[5 + random.nextInt(rubbish.length - 5)] = (byte) random.nextInt();
            Throwable thrown = catchThrowable(() -> batches.deserialize(TOPIC, rubbish));
            if (thrown != null) assertThat(thrown).isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void shouldWriteWellAfterAFailure() {
        // Given
        Target incomplete = target("orders");
        incomplete.put("server_version", null);

        // Then
        assertThatThrownBy(() -> serde.serialize(TOPIC, incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("cannot write a Target: ")
                .hasMessageContaining("server_version");
        assertThat(serde.deserialize(TOPIC, write(target("orders")))).isEqualTo(target("orders"));
    }

    @Test
    void shouldServeManyThreads() {
        // When
        boolean all = IntStream.range(0, 20_000).parallel().allMatch(number -> {
            Target target = target("target-" + number);
            return target.equals(serde.deserialize(TOPIC, serde.serialize(TOPIC, target)));
        });

        // Then
        assertThat(all).isTrue();
    }

    private byte[] write(Target target) {
        return Objects.requireNonNull(serde.serialize(TOPIC, target));
    }

    private static Target target(String id) {
        return Target.newBuilder()
                .setId(id)
                .setState(TargetState.ACTIVE)
                .setSince(Instant.ofEpochMilli(1_000_000))
                .build();
    }

    private static MetricBatch batch(MetricGroup... groups) {
        return MetricBatch.newBuilder()
                .setTarget("orders")
                .setProbe("instance")
                .setObservedAt(Instant.EPOCH)
                .setCollectedAt(Instant.EPOCH)
                .setStrings(List.of("value"))
                .setGroups(List.of(groups))
                .build();
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    private byte[] write(GenericRecord value) throws IOException {
        int id = registry.register(TOPIC + "-value", value.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** The schema without a field, wherever a record has it. */
    private static Schema withoutField(Schema schema, String field) throws IOException {
        JsonNode json = new ObjectMapper().readTree(schema.toString());
        removeField(json, field);
        return new Schema.Parser().parse(json.toString());
    }

    private static void removeField(JsonNode json, String field) {
        var parts = json.elements();
        while (parts.hasNext()) {
            JsonNode part = parts.next();
            if (json.isArray() && part.path("name").asText().equals(field)) parts.remove();
            else removeField(part, field);
        }
    }
}
