package io.neonwatch.collector;

import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on a topic under one key, from its beginning; grows with every look. */
final class Samples<V extends SpecificRecord> implements AutoCloseable {

    private final KafkaConsumer<String, V> consumer;
    private final String key;
    private final List<V> values = new ArrayList<>();
    private final Set<Integer> partitions = new TreeSet<>();

    private Samples(KafkaConsumer<String, V> consumer, String key) {
        this.consumer = consumer;
        this.key = key;
    }

    static <V extends SpecificRecord> Samples<V> of(
            KafkaConfig kafka, SchemaRegistry registry, Topic<V> topic, String key) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                kafka.clientProperties(), new StringDeserializer(), new AvroSerde<>(registry, topic.type()));
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Samples<>(consumer, key);
    }

    Stream<V> values() {
        consumer.poll(Duration.ofMillis(200)).forEach(found -> {
            if (!found.key().equals(key)) return;
            values.add(found.value());
            partitions.add(found.partition());
        });
        return List.copyOf(values).stream();
    }

    /** Where the values were. */
    Set<Integer> partitions() {
        return partitions;
    }

    static Stream<Point> points(MetricBatch batch, String metric) {
        return StreamSupport.stream(Points.of(batch, metric::equals).spliterator(), false);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
