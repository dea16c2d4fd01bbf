package io.neonwatch.processor;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.AlertEvent;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The collector's and the subscribers' side of a broker. */
final class KafkaSide {

    private static final long LIMIT_SECONDS = 30;

    private final String bootstrapServers;
    private final AvroSerde<MetricBatch> batches;
    private final AvroSerde<AlertEvent> events;

    KafkaSide(String bootstrapServers, SchemaRegistry registry) {
        this.bootstrapServers = bootstrapServers;
        this.batches = new AvroSerde<>(registry, MetricBatch.class);
        this.events = new AvroSerde<>(registry, AlertEvent.class);
    }

    void send(MetricBatch batch) throws Exception {
        sendRaw(batch.getTarget(), Objects.requireNonNull(batches.serialize(Topics.METRICS.name(), batch)));
    }

    /** As a collector's heartbeat goes out. */
    void sendToEveryPartition(MetricBatch batch) throws Exception {
        byte[] value = Objects.requireNonNull(batches.serialize(Topics.METRICS.name(), batch));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (PartitionInfo partition : producer.partitionsFor(Topics.METRICS.name()))
                producer.send(new ProducerRecord<>(
                                Topics.METRICS.name(),
                                partition.partition(),
                                batch.getObservedAt().toEpochMilli(),
                                batch.getTarget(),
                                value))
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    void sendRaw(String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.METRICS.name(), key, value))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** All events that were committed, as {@code sequence TRANSITION}. */
    List<String> story() {
        return committed(Topics.ALERT_EVENTS).stream()
                .map(record -> events.deserialize(record.topic(), record.value()))
                .map(event -> event.getSequence() + " " + event.getTransition())
                .toList();
    }

    /** All committed records of a topic, from its beginning. */
    List<ConsumerRecord<String, byte[]>> committed(Topic<?> topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(KafkaSide::partition)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records;
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
