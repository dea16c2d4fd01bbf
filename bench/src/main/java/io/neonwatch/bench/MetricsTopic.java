package io.neonwatch.bench;

import io.neonwatch.metrics.Points;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.HttpSchemaRegistry;
import io.neonwatch.registry.RegistryConfig;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What arrives on {@code neonwatch.metrics}, counted by probe. */
final class MetricsTopic implements AutoCloseable {

    /** @param points of all batches */
    record Count(int batches, long points) {
        Count plus(Count other) {
            return new Count(batches + other.batches, points + other.points);
        }
    }

    private final KafkaConsumer<String, MetricBatch> consumer;

    /** Begins at the topic's end. */
    MetricsTopic(Stage stage) {
        RegistryConfig registry = new RegistryConfig(stage.registry().url());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stage.kafka().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "bench-" + UUID.randomUUID()),
                new StringDeserializer(),
                new AvroSerde<>(new HttpSchemaRegistry(registry), MetricBatch.class));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.METRICS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** All that has arrived until now. */
    Map<String, Count> countByProbe() {
        Map<String, Count> counts = new HashMap<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!reached(ends))
            consumer.poll(Duration.ofMillis(200))
                    .forEach(found -> counts.merge(found.value().getProbe(), count(found.value()), Count::plus));
        return counts;
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static Count count(MetricBatch batch) {
        return new Count(
                1, StreamSupport.stream(Points.of(batch).spliterator(), false).count());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
