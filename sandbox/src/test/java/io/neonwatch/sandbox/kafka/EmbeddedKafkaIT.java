package io.neonwatch.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start(@TempDir Path directory) {
        kafka = EmbeddedKafka.start(directory);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void shouldKeepTransactionsAndPortAcrossRestart() throws Exception {
        // Given
        String address = kafka.bootstrapServers();
        createTopic("orders");
        try (var producer = producer(Map.of("transactional.id", "shop"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("orders", "1", "first"));
            producer.commitTransaction();
        }

        // When
        kafka.stop();
        kafka.restart();

        // Then
        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", address,
                        "group.id", "readers",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("orders"));
            assertThat(consumer.poll(Duration.ofSeconds(30)))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("first");
        }
    }

    @Test
    void shouldNotCreateTopicsByItself() {
        // When
        try (var producer = producer(Map.of("max.block.ms", "500"))) {
            var sent = producer.send(new ProducerRecord<>("misspelt", "value"));

            // Then
            assertThatThrownBy(() -> sent.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    private static void createTopic(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }
}
