package io.neonwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.neonwatch.sandbox.registry.ApicurioRegistry;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.SampleRecords;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryIT {

    @TempDir
    static Path directory;

    private static ApicurioRegistry server;

    private HttpSchemaRegistry registry;

    @BeforeAll
    static void startServer() {
        server = ApicurioRegistry.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        registry = new HttpSchemaRegistry(new RegistryConfig(server.url()));
    }

    @AfterEach
    void disconnect() {
        registry.close();
    }

    @Test
    void shouldCarryEveryTopicBetweenServicesThatKnowOnlyTheRegistry() {
        SampleRecords.BY_TOPIC.forEach((topic, sample) -> {
            // When
            byte[] bytes = serde(registry, sample).serialize(topic.name(), sample);
            SpecificRecord read;
            try (HttpSchemaRegistry other = new HttpSchemaRegistry(new RegistryConfig(server.url()))) {
                read = serde(other, sample).deserialize(topic.name(), bytes);
            }

            // Then
            assertThat(read).isEqualTo(sample);
        });
    }

    @Test
    void shouldBeReadByConfluentsClientAndReadWhatItWrote() throws Exception {
        ConfluentClient confluent = new ConfluentClient(server.url());
        for (Map.Entry<Topic<?>, SpecificRecord> entry : SampleRecords.BY_TOPIC.entrySet()) {
            // Given
            String topic = entry.getKey().name();
            AvroSerde<SpecificRecord> serde = serde(registry, entry.getValue());
            byte[] ours = Objects.requireNonNull(serde.serialize(topic, entry.getValue()));

            // When
            byte[] theirs = confluent.write(topic + "-value", confluent.read(ours));

            // Then
            assertThat(serde.deserialize(topic, theirs)).isEqualTo(entry.getValue());
            assertThat(theirs).isEqualTo(ours);
        }
    }

    @Test
    void shouldKeepIdsAcrossARestartAndSayWhenItIsAway() {
        // Given
        Map<Topic<?>, Integer> before = registerAll(registry);

        // When
        server.stop();

        // Then
        assertThatThrownBy(registry::ping)
                .extracting(thrown -> ((RegistryException) thrown).unreachable())
                .isEqualTo(true);
        assertThat(registerAll(registry)).isEqualTo(before);

        // When
        server.restart();

        // Then
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThatCode(registry::ping).doesNotThrowAnyException());
        try (HttpSchemaRegistry fresh = new HttpSchemaRegistry(new RegistryConfig(server.url()))) {
            assertThat(registerAll(fresh)).isEqualTo(before);
        }
    }

    @Test
    void shouldAcceptWhatReadersOfAllVersionsUnderstand() {
        // Given
        String subject = "accepted-value";
        int first = registry.register(subject, Target.SCHEMA$);
        Schema larger =
                changed("\"fields\":[", "\"fields\":[{\"name\":\"region\",\"type\":\"string\",\"default\":\"\"},");
        Schema symbol = changed("\"UNREACHABLE\"]", "\"UNREACHABLE\",\"HIBERNATING\"]");

        // Then
        assertThat(registry.compatibility(subject, larger)).isEqualTo(new Compatibility(true, List.of()));
        assertThat(registry.register(subject, larger)).isGreaterThan(first);
        assertThat(registry.register(subject, symbol)).isGreaterThan(first);
        assertThat(registry.latest(subject))
                .hasValueSatisfying(latest -> assertThat(latest.version()).isEqualTo(3));
        assertThat(registry.lookup(subject, Target.SCHEMA$)).hasValueSatisfying(found -> {
            assertThat(found.version()).isEqualTo(1);
            assertThat(found.id()).isEqualTo(first);
        });
    }

    @Test
    void shouldRefuseWhatAReaderOfAnyVersionWouldNotUnderstand() {
        // Given
        String subject = "refused-value";
        registry.register(subject, Target.SCHEMA$);
        Schema demanding = changed("\"fields\":[", "\"fields\":[{\"name\":\"region\",\"type\":\"string\"},");

        // Then
        assertThat(registry.compatibility(subject, demanding).compatible()).isFalse();
        assertThatThrownBy(() -> registry.register(subject, demanding))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("refused to register the schema io.neonwatch.schemas.Target under refused-value")
                .hasMessageContaining("does not allow this change")
                .extracting(thrown -> ((RegistryException) thrown).errorCode())
                .isEqualTo(RegistryException.INCOMPATIBLE);
    }

    @Test
    void shouldSayWhatIsNotThere() {
        // Given
        registry.register("only-this-value", Target.SCHEMA$);

        // Then
        assertThatThrownBy(() -> registry.schema(987_654))
                .extracting(thrown -> ((RegistryException) thrown).errorCode())
                .isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
        assertThat(registry.latest("never-seen-value")).isEmpty();
        assertThat(registry.lookup("never-seen-value", Target.SCHEMA$)).isEmpty();
        assertThat(registry.lookup("only-this-value", Schema.create(Schema.Type.STRING)))
                .isEmpty();
        assertThat(registry.compatibility("never-seen-value", Target.SCHEMA$).compatible())
                .isTrue();
    }

    @Test
    void shouldSetCompatibilityLevels() {
        // Given
        String subject = "levelled-value";
        registry.register(subject, Target.SCHEMA$);

        // When
        registry.setCompatibilityLevel(subject, CompatibilityLevel.BACKWARD);
        registry.setCompatibilityLevel(CompatibilityLevel.FULL_TRANSITIVE);

        // Then
        assertThat(registry.compatibilityLevel(subject)).contains(CompatibilityLevel.BACKWARD);
        assertThat(registry.compatibilityLevel()).isEqualTo(CompatibilityLevel.FULL_TRANSITIVE);
        assertThat(registry.compatibilityLevel("levelless-value")).isEmpty();
    }

    @Test
    void shouldFindASubjectWithSpecialCharacters() {
        // Given
        String subject = "a b+c%d&e?f#é-value";

        // When
        int id = registry.register(subject, Target.SCHEMA$);

        // Then
        assertThat(registry.latest(subject))
                .hasValueSatisfying(latest -> assertThat(latest.id()).isEqualTo(id));
    }

    private static Map<Topic<?>, Integer> registerAll(SchemaRegistry registry) {
        return Topics.ALL.stream()
                .filter(SampleRecords.BY_TOPIC::containsKey)
                .collect(Collectors.toMap(
                        topic -> topic,
                        topic -> registry.register(
                                topic.name() + "-value",
                                Objects.requireNonNull(SampleRecords.BY_TOPIC.get(topic))
                                        .getSchema())));
    }

    private static Schema changed(String part, String replacement) {
        String schema = Target.SCHEMA$.toString();
        assertThat(schema).contains(part);
        return new Schema.Parser().parse(schema.replace(part, replacement));
    }

    @SuppressWarnings("unchecked")
    private static AvroSerde<SpecificRecord> serde(SchemaRegistry registry, SpecificRecord sample) {
        return new AvroSerde<>(registry, (Class<SpecificRecord>) sample.getClass());
    }
}
