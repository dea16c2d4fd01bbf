package io.neonwatch.deploy.compose;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything on a topic, from its first record to its last. */
record TopicContents(Set<Entry> entries) {

    /** @param value a character for each byte, so that the words in it can be found */
    record Entry(int partition, long offset, String key, String value) {}

    private static final Duration POLL = Duration.ofMillis(500);

    static TopicContents read(int port, String topic) {
        Set<Entry> entries = new HashSet<>();
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + port);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(POLL).forEach(record -> entries.add(entry(record)));
        }
        return new TopicContents(entries);
    }

    Set<String> keys() {
        return entries.stream().map(Entry::key).collect(Collectors.toSet());
    }

    boolean mentions(String word) {
        return entries.stream().anyMatch(entry -> entry.value().contains(word));
    }

    private static Entry entry(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new Entry(
                record.partition(), record.offset(), record.key(), new String(value, StandardCharsets.ISO_8859_1));
    }
}
