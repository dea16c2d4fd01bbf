package io.neonwatch.collector;

import io.neonwatch.metrics.Point;
import io.neonwatch.metrics.Points;
import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.MetricBatch;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topic;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that is on one topic, from its beginning; grows with every look. */
final class Samples<V extends SpecificRecord> implements AutoCloseable {

    private final KafkaConsumer<String, V> consumer;
    private final List<ConsumerRecord<String, V>> records = new ArrayList<>();

    Samples(KafkaConfig kafka, SchemaRegistry registry, Topic<V> topic) {
        consumer = new KafkaConsumer<>(
                kafka.clientProperties(), new StringDeserializer(), new AvroSerde<>(registry, topic.type()));
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    List<ConsumerRecord<String, V>> look() {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return List.copyOf(records);
    }

    Stream<V> values() {
        return look().stream().map(ConsumerRecord::value);
    }

    static Stream<Point> points(MetricBatch batch, String metric) {
        return StreamSupport.stream(Points.of(batch, metric::equals).spliterator(), false);
    }

    static Samples<MetricBatch> metrics(KafkaConfig kafka, SchemaRegistry registry) {
        return new Samples<>(kafka, registry, Topics.METRICS);
    }

    static boolean has(Point point, Map<String, String> attributes) {
        return point.attributes().entrySet().containsAll(attributes.entrySet());
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
