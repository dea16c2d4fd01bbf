package io.neonwatch.collector.publish;

import io.neonwatch.topic.KafkaConfig;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The producer's settings; what the user gives takes precedence. */
final class ProducerSettings {

    private ProducerSettings() {}

    static Map<String, Object> of(KafkaConfig kafka) {
        Map<String, Object> settings = kafka.clientProperties();
        set(settings, ProducerConfig.CLIENT_ID_CONFIG, "neonwatch-collector");
        set(settings, ProducerConfig.ACKS_CONFIG, "all");
        set(settings, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        set(settings, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        set(settings, ProducerConfig.LINGER_MS_CONFIG, 5);
        // A record that was accepted waits for the broker as long as it takes (24 days), in this much memory.
        set(settings, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        set(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
        // Blocks the sender's thread only, and so long the program's stop.
        set(settings, ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        // The limit before compression; a database of many tables makes large batches that compress well.
        set(settings, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        return settings;
    }

    private static void set(Map<String, Object> settings, String name, Object value) {
        settings.putIfAbsent(name, value);
    }
}
