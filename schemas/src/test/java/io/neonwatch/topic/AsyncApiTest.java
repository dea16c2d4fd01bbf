package io.neonwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final JsonNode channels;

    AsyncApiTest() throws IOException {
        channels = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("asyncapi.yaml").toFile())
                .path("channels");
    }

    @Test
    void shouldHaveAChannelForEachTopic() {
        assertThat(channels)
                .extracting(channel -> channel.path("address").asText())
                .containsExactlyElementsOf(Topics.ALL.stream().map(Topic::name).toList());
    }

    @Test
    void shouldSayHowEachTopicIsKept() {
        for (Topic<?> topic : Topics.ALL) {
            JsonNode kafka = channel(topic).path("bindings").path("kafka");
            JsonNode settings = kafka.path("topicConfiguration");
            assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
            assertThat(settings.path("cleanup.policy").path(0).asText())
                    .isEqualTo(topic.compacted() ? "compact" : "delete");
            Duration retention = topic.retention();
            assertThat(settings.path("retention.ms").asLong()).isEqualTo(retention == null ? 0 : retention.toMillis());
        }
    }

    @Test
    void shouldReferToTheNewestSchemaOfEachTopic() throws IOException {
        // Given
        Path newest = SchemaHistory.versions().getLast();

        for (Topic<?> topic : SampleRecords.BY_TOPIC.keySet()) {
            // When
            var message =
                    channel(topic).path("messages").properties().iterator().next();
            Path reference =
                    Path.of(message.getValue().at("/payload/schema/$ref").asText());

            // Then
            assertThat(reference).isEqualTo(newest.resolve(topic.name() + ".avsc"));
            assertThat(new Schema.Parser().parse(reference.toFile()).getName())
                    .isEqualTo(message.getKey())
                    .isEqualTo(topic.type().getSimpleName());
        }
    }

    private JsonNode channel(Topic<?> topic) {
        List<JsonNode> found = channels.valueStream()
                .filter(channel -> channel.path("address").asText().equals(topic.name()))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
