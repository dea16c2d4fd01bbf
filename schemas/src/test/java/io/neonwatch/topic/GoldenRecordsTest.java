package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever was written by any version can be read by every other, older or newer, this one included. A version in the
 * {@link SchemaHistory} has one schema and one record for each topic, which the command in the README writes. The schemas
 * may run ahead of the history, compatibly, until a release.
 */
class GoldenRecordsTest {

    /** A schema and a record that it wrote: of a version in the history, or of this program. */
    private record Written(String by, Schema schema, byte[] bytes) {}

    @BeforeAll
    static void writeIfAsked() throws IOException {
        Integer version = Integer.getInteger("golden.write");
        if (version == null) return;
        assertThat(version)
                .as("The history only grows")
                .isGreaterThanOrEqualTo(
                        SchemaHistory.number(SchemaHistory.versions().getLast()));
        for (Topic<?> topic : SampleRecords.BY_TOPIC.keySet())
            SchemaHistory.write(
                    SchemaHistory.folder(version), topic, sample(topic).getSchema(), bytes(sample(topic), topic));
    }

    @Test
    void shouldCoverEveryTopicWithAvroValues() {
        assertThat(SampleRecords.BY_TOPIC.keySet())
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream()
                        .filter(topic -> topic.type() != byte[].class)
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void shouldChangeASchemaOnlyCompatibly(Topic<?> topic) throws IOException {
        assertThat(SchemaHistory.objections(sample(topic).getSchema(), topic)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void shouldReadWithAnyVersionWhatAnyVersionWrote(Topic<?> topic) throws IOException {
        List<Written> all = everything(topic);
        for (Written written : all)
            for (Written reader : all)
                new TwoReadings(written.schema(), reader.schema()).shouldAgreeOn(written.bytes());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topics")
    void shouldReadWithTheSerdeWhatAnyVersionWrote(Topic<?> topic) throws IOException {
        Schema now = sample(topic).getSchema();
        for (Path version : SchemaHistory.versions(topic)) {
            // Given
            Schema then = SchemaHistory.schema(version, topic);
            byte[] bytes = SchemaHistory.bytes(version, topic);
            InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
            registry.register(topic.name() + "-value", then);

            // When
            SpecificRecord read = serde(sample(topic), registry).deserialize(topic.name(), bytes);

            // Then
            assertThat(new TwoReadings(now, now).byReader(bytes(Objects.requireNonNull(read), topic)))
                    .as("%s of %s", topic.name(), version)
                    .hasToString(new TwoReadings(then, now).byReader(bytes).toString());
        }
    }

    @Test
    void shouldHaveAFolderForEachRelease() throws IOException {
        // Given
        assumeThat(Objects.requireNonNull(System.getProperty("neonwatch.version")))
                .as("what is not released may be ahead of the history")
                .doesNotEndWith("-SNAPSHOT");
        Path newest = SchemaHistory.versions().getLast();

        // Then
        for (Topic<?> topic : SampleRecords.BY_TOPIC.keySet())
            assertThat(SchemaHistory.schema(newest, topic))
                    .as("%s differs from %s: see schemas/README.md", topic.name(), newest)
                    .isEqualTo(sample(topic).getSchema());
    }

    private static Stream<Arguments> topics() {
        return SampleRecords.BY_TOPIC.keySet().stream().map(topic -> Arguments.argumentSet(topic.name(), topic));
    }

    private static List<Written> everything(Topic<?> topic) throws IOException {
        List<Written> all = new ArrayList<>();
        for (Path version : SchemaHistory.versions(topic))
            all.add(new Written(
                    version.toString(), SchemaHistory.schema(version, topic), SchemaHistory.bytes(version, topic)));
        all.add(new Written("this program", sample(topic).getSchema(), bytes(sample(topic), topic)));
        return all;
    }

    private static SpecificRecord sample(Topic<?> topic) {
        return Objects.requireNonNull(SampleRecords.BY_TOPIC.get(topic));
    }

    private static byte[] bytes(SpecificRecord sample, Topic<?> topic) {
        return Objects.requireNonNull(
                serde(sample, new InMemorySchemaRegistry()).serialize(topic.name(), sample));
    }

    @SuppressWarnings("unchecked")
    private static AvroSerde<SpecificRecord> serde(SpecificRecord sample, InMemorySchemaRegistry registry) {
        return new AvroSerde<>(registry, (Class<SpecificRecord>) sample.getClass());
    }
}
