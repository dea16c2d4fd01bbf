package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever was written by a released version can be read by this one, and the other way round. Each version has a
 * folder with one schema and one record for each topic. A changed schema needs the next version's folder, which
 * the command in the README writes.
 */
class GoldenRecordsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        String version = System.getProperty("golden.write");
        if (version == null) return;
        Path directory = Files.createDirectories(GOLDEN.resolve(version));
        for (Topic<?> topic : SampleRecords.BY_TOPIC.keySet()) {
            SpecificRecord sample = sample(topic);
            byte[] bytes = serde(sample, new InMemorySchemaRegistry()).serialize(topic.name(), sample);
            Files.writeString(
                    directory.resolve(topic.name() + ".avsc"),
                    sample.getSchema().toString(true) + "\n");
            Files.writeString(
                    directory.resolve(topic.name() + ".hex"),
                    HexFormat.of().formatHex(Objects.requireNonNull(bytes)) + "\n");
        }
    }

    @Test
    void shouldCoverEveryTopicWithAvroValues() {
        assertThat(SampleRecords.BY_TOPIC.keySet())
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream()
                        .filter(topic -> topic.type() != byte[].class)
                        .toList());
    }

    @ParameterizedTest(name = "{1} of version {0}")
    @MethodSource("golden")
    void shouldReadWhatAnyVersionWrote(Path version, Topic<?> topic) throws IOException {
        // Given
        SpecificRecord sample = sample(topic);
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        registry.register(topic.name() + "-value", schema(version, topic));
        byte[] bytes = HexFormat.of()
                .parseHex(
                        Files.readString(version.resolve(topic.name() + ".hex")).strip());

        // When
        SpecificRecord read = serde(sample, registry).deserialize(topic.name(), bytes);

        // Then
        assertThat(read).isEqualTo(sample);
    }

    @ParameterizedTest(name = "{1} of version {0}")
    @MethodSource("golden")
    void shouldBeCompatibleWithAnyVersion(Path version, Topic<?> topic) throws IOException {
        // Given
        Schema then = schema(version, topic);
        Schema now = sample(topic).getSchema();

        // Then
        assertThat(compatibility(now, then)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(compatibility(then, now)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void shouldHaveAFolderForThisVersion() throws IOException {
        // Given
        Path newest = versions().getLast();

        // Then
        for (Topic<?> topic : SampleRecords.BY_TOPIC.keySet())
            assertThat(schema(newest, topic))
                    .as("%s differs from %s: see this test's class comment", topic.name(), newest)
                    .isEqualTo(sample(topic).getSchema());
    }

    private static Stream<Arguments> golden() throws IOException {
        return versions().stream()
                .flatMap(version -> SampleRecords.BY_TOPIC.keySet().stream()
                        .filter(topic -> Files.exists(version.resolve(topic.name() + ".avsc")))
                        .map(topic -> Arguments.of(version, topic)));
    }

    static List<Path> versions() throws IOException {
        try (Stream<Path> versions = Files.list(GOLDEN)) {
            return versions.sorted(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .toList();
        }
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static Schema schema(Path version, Topic<?> topic) throws IOException {
        return new Schema.Parser().parse(Files.readString(version.resolve(topic.name() + ".avsc")));
    }

    private static SpecificRecord sample(Topic<?> topic) {
        return Objects.requireNonNull(SampleRecords.BY_TOPIC.get(topic));
    }

    @SuppressWarnings("unchecked")
    private static AvroSerde<SpecificRecord> serde(SpecificRecord sample, InMemorySchemaRegistry registry) {
        return new AvroSerde<>(registry, (Class<SpecificRecord>) sample.getClass());
    }
}
