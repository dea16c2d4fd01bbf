package io.neonwatch.processor.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neonwatch.processor.Batches;
import io.neonwatch.processor.FlakyRegistry;
import io.neonwatch.processor.Pipeline;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.MetricBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void shouldSetAsideWhatIsNotInTheWireFormatAndGoOn() {
        try (Pipeline pipeline = new Pipeline()) {
            // Given
            byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);

            // When
            pipeline.sendRaw("orders", rubbish);
            pipeline.send(Batches.pool(10, 0.95));

            // Then
            TestRecord<String, byte[]> letter = pipeline.deadLetters().readRecord();
            assertThat(letter.key()).isEqualTo("orders");
            assertThat(letter.value()).isEqualTo(rubbish);
            assertThat(header(letter, DeadLetters.REASON)).contains("not in Confluent's wire format");
            assertThat(header(letter, DeadLetters.STAGE)).isEqualTo("decode");
            assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("neonwatch.metrics");
            assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
            assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
            assertThat(header(letter, DeadLetters.APPLICATION)).isEqualTo("processor-test");
            assertThat(pipeline.story()).containsExactly("10 connection-pool-saturation FIRING");
        }
    }

    @Test
    void shouldSetAsideWhatIsOfAnUnknownSchema() {
        try (Pipeline pipeline = new Pipeline()) {
            // When
            pipeline.sendRaw("orders", new byte[] {0, 0, 0, 0, 99, 1, 2, 3});

            // Then
            assertThat(header(pipeline.deadLetters().readRecord(), DeadLetters.REASON))
                    .contains("there is no schema with id 99");
        }
    }

    @Test
    void shouldSetAsideABatchThatContradictsItselfWithoutATrace() {
        try (Pipeline pipeline = new Pipeline()) {
            // Given
            MetricBatch batch = Batches.failures(10, 1, 0);
            batch.getGroups().getFirst().getAttributeValues().set(0, 99);

            // When
            pipeline.send(batch);

            // Then
            TestRecord<String, byte[]> letter = pipeline.deadLetters().readRecord();
            assertThat(header(letter, DeadLetters.STAGE)).isEqualTo("process");
            assertThat(header(letter, DeadLetters.REASON)).contains("99");
            assertThat(letter.value()).isNotEmpty();
            assertThat(pipeline.stores().values())
                    .allSatisfy(store -> assertThat(store).isEmpty());
        }
    }

    @Test
    void shouldStopRatherThanSetAsideGoodRecordsWhileTheRegistryIsAway() {
        // Given
        FlakyRegistry registry = new FlakyRegistry();
        try (Pipeline pipeline = new Pipeline(Pipeline.SHIPPED, registry)) {
            registry.goAway();

            // When
            assertThatThrownBy(() -> pipeline.sendRaw("orders", new byte[] {0, 0, 0, 0, 99, 1}))
                    .isInstanceOf(StreamsException.class);

            // Then
            assertThat(pipeline.deadLetters().isEmpty()).isTrue();
        }
    }

    @Test
    void shouldStopRatherThanSetAsideGoodRecordsWhenTheyCannotBeWritten() {
        // Given
        FlakyRegistry registry = new FlakyRegistry();
        try (Pipeline pipeline = new Pipeline(Pipeline.SHIPPED, registry)) {
            pipeline.send(Batches.pool(10, 0.1));
            registry.goAway();

            // When
            assertThatThrownBy(() -> pipeline.send(Batches.pool(20, 0.95))).isInstanceOf(StreamsException.class);

            // Then
            assertThat(pipeline.deadLetters().isEmpty()).isTrue();
            List<AlertEvent> events = pipeline.events();
            assertThat(events).isEmpty();
        }
    }

    private static String header(TestRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
