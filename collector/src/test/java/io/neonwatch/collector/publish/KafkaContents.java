package io.neonwatch.collector.publish;

import io.neonwatch.registry.AvroSerde;
import io.neonwatch.registry.SchemaRegistry;
import io.neonwatch.schemas.Target;
import io.neonwatch.topic.KafkaConfig;
import io.neonwatch.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that is on the topic of targets whose keys begin in one way, in the order of each partition. */
final class KafkaContents {

    private KafkaContents() {}

    static List<ConsumerRecord<String, Target>> of(KafkaConfig kafka, SchemaRegistry registry, String keys) {
        try (var consumer = new KafkaConsumer<>(
                kafka.clientProperties(), new StringDeserializer(), new AvroSerde<>(registry, Target.class))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.TARGETS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, Target>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L)))
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().startsWith(keys)) found.add(record);
                });
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            return found;
        }
    }
}
