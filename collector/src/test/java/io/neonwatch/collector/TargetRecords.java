package io.neonwatch.collector;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The newest record of each target; empty where it has been removed. Grows with every look. */
final class TargetRecords implements AutoCloseable {

    private final KafkaConsumer<String, Target> consumer;
    private final Map<String, Optional<Target>> newest = new LinkedHashMap<>();

    TargetRecords(KafkaConfig kafka, SchemaRegistry registry) {
        consumer = new KafkaConsumer<>(
                kafka.clientProperties(), new StringDeserializer(), new AvroSerde<>(registry, Target.class));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.TARGETS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            consumer.close();
            throw new IllegalStateException("the topic is not there yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    Map<String, Optional<Target>> newest() {
        consumer.poll(Duration.ofMillis(100))
                .forEach(found -> newest.put(found.key(), Optional.ofNullable(found.value())));
        return Map.copyOf(newest);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
